import type { QueryFailure } from "./rtk-internals"

/** The error for a wrong option that is detected only when a query runs. */
export class OptionError extends TypeError {}

/**
 * Returns the error that `prefetch` throws. If the server's code threw an exception, this is the exception. Otherwise,
 * this is an Error whose `cause` is the query's error.
 */
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
 * Calls `onError`. An exception of `onError` is printed and not thrown, because an error in the site's log must not
 * fail a page. Without `onError`, only an `OptionError` is printed.
 */
export async function report(failure: QueryFailure, onError: ((failure: QueryFailure) => void) | undefined) {
  const { thrown, queryCacheKey } = failure
  if (onError) await callOrPrint(`onError failed for query ${queryCacheKey}.`, () => onError(failure))
  else if (thrown instanceof OptionError) console.error(thrown)
}

/** Calls a function of the site. If it throws or rejects, prints the message and the error. */
export async function callOrPrint(message: string, call: () => unknown) {
  try {
    // Without `await`, a promise that rejects would end the process.
    await call()
  } catch (thrown) {
    console.error(message, thrown)
  }
}
