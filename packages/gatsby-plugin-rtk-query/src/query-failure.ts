import type { QueryFailure } from "./rtk-internals"

/** The error for a wrong option that is detected only when a query runs. */
export class OptionError extends TypeError {}

/** The error that `onError` receives for a query that has not failed, but that the server leaves to the browser. */
export class NotSentError extends TypeError {
  override name = "NotSentError"
}

/**
 * Returns the failure of a fulfilled query that JSON would change. `loss` describes the value that JSON would change.
 */
export function notSent(reducerPath: string, queryCacheKey: string, loss: string): QueryFailure {
  const thrown = new NotSentError(
    `Query ${queryCacheKey}: ${loss}, which JSON does not keep. The browser requests the query.`,
  )
  return { reducerPath, queryCacheKey, error: { name: thrown.name, message: thrown.message }, thrown }
}

/**
 * Returns the error that `prefetch` throws. If the server's code threw an exception, returns this exception. Otherwise,
 * returns an Error whose `cause` is the query's error.
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
 * Calls `onError`. If `onError` throws, the exception is printed and not thrown, because an error in the site's log
 * must not fail a page. Without `onError`, wrong options are printed, and each query that is left to the browser is
 * printed once. Other failures are not printed.
 */
export async function report(failure: QueryFailure, onError: ((failure: QueryFailure) => void) | undefined) {
  const { thrown, queryCacheKey } = failure
  if (onError) await callOrPrint(`onError failed for query ${queryCacheKey}.`, () => onError(failure))
  else if (thrown instanceof OptionError) console.error(thrown)
  else if (isLeftToBrowser(thrown) && !printed.has(String(thrown)) && printed.size < maxPrinted) {
    printed.add(String(thrown))
    console.error(thrown)
  }
}

/** The messages printed so far. A message contains a query key, so the number of messages is limited. */
const printed = new Set<string>()
const maxPrinted = 1_000

/** gatsby-plugin-server-data has its own error for a header that the response does not declare. */
const isLeftToBrowser = (thrown: unknown) =>
  thrown instanceof Error && ["NotSentError", "UndeclaredHeaderError"].includes(thrown.name)

/** Calls a function of the site. If the function throws or rejects, prints the message and the error. */
export async function callOrPrint(message: string, call: () => unknown) {
  try {
    // Without `await`, a promise that rejects would end the process.
    await call()
  } catch (thrown) {
    console.error(message, thrown)
  }
}
