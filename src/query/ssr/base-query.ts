import type { BaseQueryFn } from "@reduxjs/toolkit/query"
import type { MadeAt } from "./made-at"

/** What became of one request: RTK Query's shape of it. */
export type Answer<Failure = unknown> =
  | { data: unknown; error?: undefined; meta?: MadeAt }
  /** `thrown` is what the server's code threw. */
  | { data?: undefined; error: Failure; meta?: { thrown: unknown } }

export interface AskContext {
  signal: AbortSignal
  /** Undefined for a mutation. */
  queryCacheKey?: string
}

/** How a store gets its answers: over the network in the browser, in the same process on the server. */
export type Ask<Request, Failure = unknown> = (
  request: Request,
  context: AskContext,
) => Promise<Answer<Failure>>

/** The store's `thunk.extraArgument`. */
export interface QueryExtra {
  // biome-ignore lint/suspicious/noExplicitAny: what a request looks like is the site's own choice
  ask: Ask<any>
}

/**
 * One base query for both sides. It has no idea where it runs: the store says how to ask, so the same
 * endpoints serve `getServerData`, rendering and the browser.
 */
export function isomorphicBaseQuery<Request, Failure>(): BaseQueryFn<Request, unknown, Failure> {
  return async (request, { extra, signal, queryCacheKey }) => {
    const { ask } = extra as QueryExtra
    const answer = await (ask as Ask<Request, Failure>)(request, { signal, queryCacheKey })
    const meta = answer.meta as object | undefined
    return answer.error === undefined ? { data: answer.data, meta } : { error: answer.error, meta }
  }
}
