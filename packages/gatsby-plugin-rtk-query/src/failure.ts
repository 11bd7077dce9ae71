import type { PayloadAction } from "@reduxjs/toolkit"
import { type QueryApi, queryEventOf } from "./query-api"

export interface Failure {
  queryCacheKey: string
  error: unknown
  /** What the server's code threw, where it threw. */
  thrown: unknown
}

/** How RTK Query tells its store that a query did not come to an answer. */
type Rejected = PayloadAction<
  unknown,
  string,
  {
    arg: { queryCacheKey: string }
    aborted: boolean
    condition: boolean
    rejectedWithValue: boolean
    baseQueryMeta?: { thrown?: unknown }
  },
  { name?: string; message?: string; stack?: string }
>

/**
 * What an action says of a query that failed: by its answer, or because something threw that no base query has caught,
 * such as `queryFn` or `transformResponse`. Undefined for every other action, and for a query that was never started or
 * given up.
 * @param isGivenUp whether the store itself has aborted that query: a `queryFn` may throw an AbortError of its own
 */
export function failureOf(
  api: QueryApi,
  action: unknown,
  isGivenUp: (queryCacheKey: string) => boolean,
): Failure | undefined {
  if (queryEventOf(api, action)?.stage !== "rejected") return undefined
  const { meta, payload, error } = action as Rejected
  const { queryCacheKey } = meta.arg
  if (meta.condition || (meta.aborted && isGivenUp(queryCacheKey))) return undefined
  if (meta.rejectedWithValue) return { queryCacheKey, error: payload, thrown: meta.baseQueryMeta?.thrown }
  // RTK Query keeps of it what can be written down: of what is no Error, nothing.
  const { message = `Query ${queryCacheKey} threw what is no Error.` } = error
  return { queryCacheKey, error, thrown: Object.assign(new Error(message), error) }
}

/** What to throw where a page needed the query. */
export function thrownBy({ queryCacheKey, error, thrown }: Failure): unknown {
  if (thrown !== undefined) return thrown
  if (error instanceof Error) return error
  return new Error(`Query ${queryCacheKey} failed: ${JSON.stringify(error)}`, { cause: error })
}

/** Tells the site of a failure. That it cannot be told of harms no page: what `onFailure` throws goes to stderr. */
export async function tellOf(failure: Failure, onFailure: ((failure: Failure) => void) | undefined) {
  try {
    // It may be an asynchronous one, whose rejection would end the process.
    await onFailure?.(failure)
  } catch (thrown) {
    console.error(`onFailure failed, told of query ${failure.queryCacheKey}.`, thrown)
  }
}
