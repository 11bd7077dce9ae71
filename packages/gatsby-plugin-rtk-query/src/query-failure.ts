import type { QueryFailure } from "./rtk-internals"

/** What `prefetch` throws: the exception of the server's code, or an Error whose `cause` is the query's error. */
export function prefetchError({ queryCacheKey, error, thrown }: QueryFailure): unknown {
  if (thrown !== undefined) return thrown
  return new Error(`Query ${queryCacheKey} failed: ${textOf(error)}`, { cause: error })
}

function textOf(error: unknown): string {
  if (error instanceof Error) return String(error)
  try {
    return JSON.stringify(error)
  } catch {
    return String(error)
  }
}

/** Calls `onError`. What it throws is printed: an error in the site's log must not fail a page. */
export async function report(failure: QueryFailure, onError: ((failure: QueryFailure) => void) | undefined) {
  try {
    // An asynchronous onError that rejects would end the process.
    await onError?.(failure)
  } catch (thrown) {
    console.error(`onError failed for query ${failure.queryCacheKey}.`, thrown)
  }
}
