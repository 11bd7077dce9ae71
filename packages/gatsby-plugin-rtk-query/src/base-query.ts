import { miniSerializeError, type SerializedError } from "@reduxjs/toolkit"
import type { BaseQueryFn } from "@reduxjs/toolkit/query"
import type { MadeAt } from "./made-at"

/** What became of one request: RTK Query's shape of it. */
export type Answer<QueryError = unknown> =
  | { data: unknown; error?: undefined; meta?: MadeAt }
  | { data?: undefined; error: QueryError; meta?: { thrown: unknown } }

export interface AskContext {
  signal: AbortSignal
  /** Undefined for a mutation. */
  queryCacheKey?: string
}

/**
 * How a store gets its answers: over the network in the browser, in the same process on the server. What it throws is an
 * error of its query, of which components get the name and the message, and a page's `load` the thing itself.
 */
export type Ask<Request, QueryError = unknown> = (
  request: Request,
  context: AskContext,
) => Promise<Answer<QueryError>>

/** The store's `thunk.extraArgument`. */
export interface QueryExtra {
  // biome-ignore lint/suspicious/noExplicitAny: what a request looks like is the site's own choice
  ask: Ask<any>
}

/**
 * One base query for both sides. It has no idea where it runs: the store says how to ask, so the same
 * endpoints serve `getServerData`, rendering and the browser.
 */
export function isomorphicBaseQuery<Request, QueryError>(): BaseQueryFn<
  Request,
  unknown,
  QueryError | SerializedError
> {
  return async (request, { extra, signal, queryCacheKey }) => {
    const { ask } = extra as QueryExtra
    try {
      const answer = await (ask as Ask<Request, QueryError>)(request, { signal, queryCacheKey })
      const meta = answer.meta as object | undefined
      return answer.error === undefined ? { data: answer.data, meta } : { error: answer.error, meta }
    } catch (thrown) {
      // RTK Query keeps of what it catches itself what can be written down, in which no site knows its own error again.
      return { error: miniSerializeError(thrown), meta: { thrown } }
    }
  }
}
