import type { QueryFailure } from "./rtk-internals"

/** A wrong option of the site that appears only when a query runs. */
export class OptionError extends TypeError {}

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

/**
 * Calls `onError`. What it throws is printed: an error in the site's log must not fail a page. Without `onError`, only a
 * wrong option is printed.
 */
export async function report(failure: QueryFailure, onError: ((failure: QueryFailure) => void) | undefined) {
  const { thrown, queryCacheKey } = failure
  if (onError) await callOrPrint(`onError failed for query ${queryCacheKey}.`, () => onError(failure))
  else if (thrown instanceof OptionError) console.error(thrown)
}

/** Calls a function of the site. If it throws or rejects, prints the message and the error. */
export async function callOrPrint(message: string, call: () => unknown) {
  try {
    // An asynchronous function that rejects would end the process.
    await call()
  } catch (thrown) {
    console.error(message, thrown)
  }
}
