/** What an error that `load` or a write threw means for the client, and how it is logged. */
import { HttpError, type HttpErrorData, httpErrorData, isHttpError } from "./http-error"
import { assertMessages, type Messages, type MessagesOption } from "./messages"
import type { OutgoingHeaders } from "./outgoing-headers"
import { pathPrefix } from "./site-path"
import { TimeoutError } from "./timeout"

export type LogEntry = { level: "error"; id: string; error: unknown; method: string; url: string }

/** May be asynchronous; the response does not wait for it. */
export type Log = (entry: LogEntry) => void

export type ErrorOptions = {
  /**
   * Turns an error of the site's own into an HTTP error; undefined for any other error.
   * `url`: the request's path with its known parameters, without the path prefix.
   */
  toHttpError?: (error: unknown, request: { url: string }) => HttpError | undefined
  /** Receives every unexpected error. Default: a line of JSON on stderr. */
  log?: Log
  /** Texts instead of the package's own, by code, or a function that chooses them by the request. */
  messages?: MessagesOption
}

export type FailedRequest = {
  method: string
  /** The URL as sent, for the log. */
  url: string
  /** With the known parameters only. What the site derives from it can reach other visitors through a cache. */
  canonicalUrl: URL
  headers: Headers
  requestId: string
}

const secondsToRetry = 5

/**
 * The HTTP error of anything that `load` threw. An unexpected error is logged and becomes a 500 with the request ID and
 * no internals; outside production its detail contains the error's message.
 */
export function toHttpError(error: unknown, options: ErrorOptions, request: FailedRequest): HttpError {
  if (isHttpError(error)) return error
  const { requestId, canonicalUrl } = request
  const log = (cause: unknown) => logFailure(options, request, cause)
  if (error instanceof TimeoutError) {
    log(error)
    return new HttpError({ status: 503, code: "timeout", retryAfter: secondsToRetry, requestId })
  }
  try {
    const known = options.toHttpError?.(error, { url: canonicalUrl.pathname + canonicalUrl.search })
    if (isHttpError(known)) return known
    if (known !== undefined) {
      ignoreRejection(known)
      throw new TypeError("toHttpError must return notFound(…), badRequest(…), … or undefined.")
    }
    log(error)
    return internalError(error, requestId)
  } catch (second) {
    log(error)
    log(second)
    return internalError(second, requestId)
  }
}

function internalError(error: unknown, requestId: string): HttpError {
  const fields = { status: 500, code: "internal", requestId, values: { requestId } }
  if (process.env.NODE_ENV === "production") return new HttpError(fields)
  return new HttpError({ ...fields, internalMessage: error instanceof Error ? error.message : `${error}` })
}

/** The error as the client receives it, in the site's own texts. An error in `messages` is logged. */
export function translateError(
  error: HttpError,
  options: ErrorOptions,
  request: FailedRequest,
): HttpErrorData {
  const { messages } = options
  if (typeof messages !== "function") return httpErrorData(error, messages)
  try {
    const own: Messages = messages({ url: request.canonicalUrl, headers: request.headers })
    ignoreRejection(own)
    assertMessages(own, "messages must return")
    return httpErrorData(error, own)
  } catch (failure) {
    logFailure(options, request, failure)
    return httpErrorData(error)
  }
}

/** The response headers of an error, in addition to those of every response. */
export function errorHeaders({ headers, location, retryAfter, allow, status }: HttpError): OutgoingHeaders {
  return {
    ...headers,
    ...(location === undefined
      ? {}
      : { location: location.startsWith("/") ? pathPrefix() + location : location }),
    ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
    ...(allow === undefined ? {} : { allow: allow.join(", ") }),
    ...(status === 401 && !("www-authenticate" in headers) ? { "www-authenticate": "Bearer" } : {}),
  }
}

/** Logs an error of a request with the request's ID. If the site's log fails, both errors go to stderr. */
export function logFailure(
  { log = logToStderr }: ErrorOptions,
  { method, url, requestId: id }: Pick<FailedRequest, "method" | "url" | "requestId">,
  error: unknown,
): void {
  const entry: LogEntry = { level: "error", id, error, method, url }
  void runSafely(
    () => log(entry),
    (broken) => {
      logToStderr(entry)
      logToStderr({ ...entry, error: broken })
    },
  )
}

/**
 * Runs a function of the site and passes its error to `onError`, now or later. TypeScript accepts an async function for
 * one that returns nothing, and an unhandled rejection would end the process.
 */
export async function runSafely(run: () => unknown, onError: (error: unknown) => void): Promise<void> {
  try {
    await run()
  } catch (error) {
    onError(error)
  }
}

/**
 * For a function of the site that returned a promise where a value is required: an unhandled rejection would end the
 * process.
 */
export function ignoreRejection(value: unknown): void {
  Promise.resolve(value).catch(() => undefined)
}

/** The ID that the host gave the request if it looks like one; otherwise a new one. */
export function requestIdOf(header: unknown): string {
  return typeof header === "string" && /^[\w.-]{8,64}$/.test(header) ? header : crypto.randomUUID()
}

function logToStderr({ level, id, error, method, url }: LogEntry): void {
  const time = new Date().toISOString()
  process.stderr.write(`${JSON.stringify({ time, level, id, method, url, error: describeError(error) })}\n`)
}

/** Anything can be thrown, even an object whose properties throw; no other log follows this one. */
function describeError(error: unknown): object {
  try {
    if (!(error instanceof Error)) return { message: String(error) }
    const { name, message, stack } = error
    return { name: String(name), message: String(message), stack }
  } catch {
    return { message: "The thrown value has no text." }
  }
}
