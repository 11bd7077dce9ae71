/** Converts an error that `load` or a write threw to an HTTP error for the client, and logs unexpected errors. */
import { HttpError, type HttpErrorData, httpErrorData, isHttpError } from "./http-error"
import { assertMessages, type Messages, type MessagesOption } from "./messages"
import type { OutgoingHeaders } from "./outgoing-headers"
import { pathPrefix } from "./site-path"
import { TimeoutError } from "./timeout"

export type LogEntry = { level: "error"; id: string; error: unknown; method: string; url: string }

/** Receives a log entry. The function may be asynchronous. The server sends the response without waiting for it. */
export type Log = (entry: LogEntry) => void

export type ErrorOptions = {
  /**
   * Converts one of the site's own errors to an HTTP error. Returns undefined for any other error. `url` is the
   * request's path with its known parameters, without the path prefix.
   */
  toHttpError?: (error: unknown, request: { url: string }) => HttpError | undefined
  /** Receives every unexpected error. Default: writes a line of JSON to stderr. */
  log?: Log
  /**
   * Texts that replace the package's own texts, with codes as keys, or a function that returns the texts for a request.
   */
  messages?: MessagesOption
}

export type FailedRequest = {
  method: string
  /** The URL as the client sent it, for the log. */
  url: string
  /**
   * The URL with the known parameters only. The site derives values from this URL, and a cache can send these values to
   * other visitors.
   */
  canonicalUrl: URL
  headers: Headers
  requestId: string
}

const secondsToRetry = 5

/**
 * Converts any thrown value to an HTTP error. An unexpected error is logged and becomes a 500 with the request ID. In
 * production, the client does not receive the error's message. In development, the detail of the 500 contains the
 * message.
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

/**
 * Returns the error as the client receives it, with the site's own texts. If `messages` fails, the error is logged and
 * the package's own texts are used.
 */
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

/**
 * Returns the response headers that an error needs. The result does not include the headers that every response has.
 */
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

/** Logs an error together with the request's ID. If the site's `log` fails, both errors are written to stderr. */
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
 * Runs a function of the site. If the function throws or rejects, passes the error to `onError`. The function may be
 * async, because TypeScript accepts an async function if the expected function has no result. Its unhandled rejection
 * would end the process.
 */
export async function runSafely(run: () => unknown, onError: (error: unknown) => void): Promise<void> {
  try {
    await run()
  } catch (error) {
    onError(error)
  }
}

/**
 * Ignores the rejection of a promise that the site returned instead of a value. An unhandled rejection would end the
 * process.
 */
export function ignoreRejection(value: unknown): void {
  Promise.resolve(value).catch(() => undefined)
}

/**
 * Returns the request ID from the host's `X-Request-ID` header. If the ID is missing or has an invalid form, returns a
 * new ID.
 */
export function requestIdOf(header: unknown): string {
  return typeof header === "string" && /^[\w.-]{8,64}$/.test(header) ? header : crypto.randomUUID()
}

function logToStderr({ level, id, error, method, url }: LogEntry): void {
  const time = new Date().toISOString()
  process.stderr.write(`${JSON.stringify({ time, level, id, method, url, error: describeError(error) })}\n`)
}

/**
 * Describes a thrown value for the log. The value can be anything, even an object whose properties throw. This function
 * must not throw, because its error would not be logged.
 */
function describeError(error: unknown): object {
  try {
    if (!(error instanceof Error)) return { message: String(error) }
    const { name, message, stack } = error
    return { name: String(name), message: String(message), stack }
  } catch {
    return { message: "The thrown value has no text." }
  }
}
