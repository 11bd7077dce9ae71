/**
 * The errors that `load` and writes throw. An `HttpError` is a real Error with a stack trace. Page data contains it as
 * plain JSON (`HttpErrorData`), which the error page draws.
 */
import { defaultDetails, formatMessage, type Messages, parameterMessages, statusTitles } from "./messages"
import { type OutgoingHeaders, outgoingHeaders } from "./outgoing-headers"
import { describeValue, isPlain, typeName } from "./serializable"
import { targetPath } from "./site-path"

/** One invalid parameter of a request, with a message for the visitor. */
export type ParameterError = {
  parameter: string
  message: string
  /**
   * The code of a message of this package: `repeated-parameter` or `null-character`. Absent if the message comes from
   * the site.
   */
  code?: string
}

export type RedirectStatus = 301 | 302 | 307 | 308

/** An HTTP error as page data contains it. */
export type HttpErrorData = {
  readonly status: number
  /**
   * The kind of the error, such as `not-found` or `timeout`. The site's `messages` use this code as the key of a text.
   */
  readonly code: string
  /** A short name of the status, such as “Not found”. It is the title of the page, and `title` in RFC 9457. */
  readonly title: string
  /** A text for the visitor. It explains what is wrong and what is valid. */
  readonly detail: string
  readonly errors?: readonly ParameterError[]
  /** For a 404: identifiers that the visitor may have meant. The best suggestion is first. */
  readonly suggestions?: readonly string[]
  /** For a 410: identifiers of what replaces the resource. */
  readonly successors?: readonly string[]
  /** For a redirect: its target. A path of this site without the path prefix, or the absolute URL of another site. */
  readonly location?: string
  /** For a 405: the methods that are allowed. */
  readonly allow?: readonly string[]
  /** The number of seconds after which a client may try again. */
  readonly retryAfter?: number
  /** The request's ID, which is also in the log. */
  readonly requestId?: string
}

type HttpErrorFields = Omit<HttpErrorData, "code" | "title" | "detail"> & {
  code?: string
  /** Default: the package's text for the code. */
  detail?: string
  /** Values for the placeholders of the package's text. */
  values?: Readonly<Record<string, string>>
  headers?: OutgoingHeaders
  internalMessage?: string
}

// Gatsby bundles the pages and each function separately, so one process has several copies of this class. All copies
// recognise an error by this symbol.
const brand = Symbol.for("gatsby-plugin-server-data.HttpError")

/** An error with an HTTP status. `instanceof` also recognises the errors of another bundle of the same process. */
export class HttpError extends Error implements HttpErrorData {
  override readonly name = "HttpError"
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors?: readonly ParameterError[]
  readonly suggestions?: readonly string[]
  readonly successors?: readonly string[]
  readonly location?: string
  readonly allow?: readonly string[]
  readonly retryAfter?: number
  readonly requestId?: string
  /**
   * Additional response headers, with names in lower case. The server adds other headers that it derives from other
   * fields, such as `Allow` from `allow`. Page data does not contain `headers`.
   */
  readonly headers: OutgoingHeaders
  /**
   * Values for the placeholders in the package's own text. A translation of the text uses the same values. Undefined
   * if the site has set `detail`.
   */
  readonly values?: Readonly<Record<string, string>>

  /**
   * The message of an unexpected error. Undefined in production. In page data, the detail ends with this message. The
   * message is not translated.
   */
  readonly internalMessage?: string

  /** @throws TypeError if `detail` is not a text, or if the headers cannot be sent */
  constructor({ code, detail, values = {}, headers = {}, ...fields }: HttpErrorFields) {
    const title = statusTitles[fields.status] ?? "Error"
    const ownCode = code ?? title.toLowerCase().replaceAll(" ", "-")
    if (detail !== undefined && typeof detail !== "string") {
      throw new TypeError(`The detail of an HTTP error must be a text, not ${typeName(detail)}.`)
    }
    const text = detail ?? formatMessage(defaultDetails[ownCode] ?? title, values)
    super(text)
    Object.assign(this, fields)
    this.status = fields.status
    this.code = ownCode
    this.title = title
    this.detail = text
    this.headers = outgoingHeaders(headers, "The HTTP error has")
    if (detail === undefined) this.values = values
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: `this` is the class on the right of `instanceof`, perhaps a subclass
    return this === HttpError ? isHttpError(value) : Function.prototype[Symbol.hasInstance].call(this, value)
  }

  get [brand]() {
    return true
  }

  toJSON(): HttpErrorData {
    return httpErrorData(this)
  }
}

export function isHttpError(value: unknown): value is HttpError {
  return typeof value === "object" && value !== null && brand in value
}

/** Returns the error as plain JSON. The site's `messages` replace the package's own texts. */
export function httpErrorData(error: HttpError, messages: Messages = {}): HttpErrorData {
  const { status, code, suggestions, successors, location, allow, retryAfter, requestId, values } = error
  const own = messages[code]
  const { title = error.title, detail } = typeof own === "string" ? { detail: own } : (own ?? {})
  const errors = error.errors?.map((one) => translateParameterError(one, messages))
  const text =
    error.errors && error.detail === joinErrors(error.errors) ? joinErrors(errors ?? []) : error.detail
  return withoutUndefined({
    status,
    code,
    title,
    detail: withInternalMessage(
      values && detail !== undefined ? formatMessage(detail, values) : text,
      error.internalMessage,
    ),
    errors,
    suggestions,
    successors,
    location,
    allow,
    retryAfter,
    requestId,
  })
}

function withInternalMessage(detail: string, message: string | undefined): string {
  if (message === undefined) return detail
  return `${detail}${/[.!?]$/.test(detail) ? "" : "."} ${message}`
}

function translateParameterError(error: ParameterError, messages: Messages): ParameterError {
  const own = error.code === undefined ? undefined : messages[error.code]
  const message = typeof own === "string" ? own : own?.detail
  return message === undefined ? error : { ...error, message }
}

function withoutUndefined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}

/** A parameter error with one of the package's own messages. */
export const parameterError = (parameter: string, code: keyof typeof parameterMessages): ParameterError => ({
  parameter,
  message: parameterMessages[code],
  code,
})

/**
 * Returns a 404: the requested resource does not exist.
 * @param options the detail, or an object with the detail. Default: the package's text
 * @param options.suggestions identifiers that the visitor may have meant, best first
 * @throws TypeError for invalid options
 */
export function notFound(
  options: string | { detail?: string; suggestions?: readonly string[] } = {},
): HttpError {
  const { detail, suggestions } = checkOptions("notFound", options, "suggestions")
  return new HttpError({ status: 404, detail, ...(suggestions?.length ? { suggestions } : {}) })
}

/**
 * Returns a 400: a parameter is invalid in a way that its schema cannot check.
 * @throws TypeError if `errors` is neither a text nor an array of `{ parameter, message }`
 */
export function badRequest(errors: readonly ParameterError[] | string): HttpError {
  if (typeof errors === "string") return new HttpError({ status: 400, detail: errors })
  if (!Array.isArray(errors) || !errors.every((error) => typeof error?.message === "string")) {
    throw new TypeError(
      `badRequest(errors): errors must be a text or an array of { parameter, message }, not ${describeValue(errors)}.`,
    )
  }
  return new HttpError({ status: 400, detail: joinErrors(errors), errors })
}

const joinErrors = (errors: readonly ParameterError[]) =>
  errors.map(({ parameter, message }) => (parameter ? `${parameter}: ${message}` : message)).join(" ")

/**
 * Returns a 410: the requested resource existed and will not come back.
 * @param options the detail, or an object with the detail. Default: the package's text
 * @param options.successors identifiers of what replaces the resource
 * @throws TypeError for invalid options
 */
export function gone(options: string | { detail?: string; successors?: readonly string[] } = {}): HttpError {
  const { detail, successors } = checkOptions("gone", options, "successors")
  return new HttpError({ status: 410, detail, ...(successors?.length ? { successors } : {}) })
}

/** Checks the options of `notFound` and `gone`. `list` is the name of the option that contains identifiers. */
function checkOptions<List extends string>(
  maker: string,
  options: string | ({ detail?: string } & Partial<Record<List, readonly string[]>>),
  list: List,
): { detail?: string } & Partial<Record<List, readonly string[]>> {
  if (typeof options === "string") return { detail: options } as ReturnType<typeof checkOptions<List>>
  // Refuses an Error object as options, because its message would be lost.
  if (typeof options !== "object" || options === null || !isPlain(options)) {
    throw new TypeError(
      `${maker}(options): options must be a text or an object { detail, ${list} }, not ${describeValue(options)}.`,
    )
  }
  const identifiers: unknown = options[list]
  if (identifiers !== undefined && !Array.isArray(identifiers)) {
    throw new TypeError(
      `${maker}({ ${list} }): must be an array of texts, not ${describeValue(identifiers)}.`,
    )
  }
  return options
}

/**
 * Returns a 503: the requested resource is temporarily unavailable.
 * @param retryAfter seconds, at least 0. Undefined if clients should not retry by themselves
 * @throws TypeError for an invalid argument
 */
export function unavailable(retryAfter?: number, detail?: string): HttpError {
  const retry = retryFields("unavailable(retryAfter, detail)", retryAfter)
  return new HttpError({ status: 503, code: "unavailable", detail, ...retry })
}

/**
 * Returns an error with any other status, for example for a write that is not allowed. With 401, the server also sends
 * `WWW-Authenticate: Bearer`, unless `headers` contains `WWW-Authenticate`.
 * @param status 400 to 599
 * @param options.retryAfter seconds, at least 0
 * @throws TypeError for an invalid argument, or if the headers cannot be sent
 */
export function httpError(
  status: number,
  detail: string,
  { retryAfter, headers }: { retryAfter?: number; headers?: OutgoingHeaders } = {},
): HttpError {
  if (!Number.isInteger(status) || status < 400 || status > 599) {
    throw new TypeError(
      `httpError(status, detail): status must be from 400 to 599, not ${describeValue(status)}.`,
    )
  }
  const retry = retryFields("httpError(status, detail, { retryAfter })", retryAfter)
  return new HttpError({ status, detail, headers, ...retry })
}

function retryFields(call: string, seconds: number | undefined): { retryAfter?: number } {
  if (seconds === undefined) return {}
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new TypeError(
      `${call}: retryAfter must be a number of seconds from 0, not ${describeValue(seconds)}.`,
    )
  }
  return { retryAfter: Math.ceil(seconds) }
}

/**
 * Returns a redirect, which `load` throws.
 * @param to a path of this site with its query and without the path prefix, such as `/books/7?page=2`
 * @param options.external true if `to` is the absolute http(s) URL of another site. Never pass a visitor's input here.
 * @throws TypeError for an invalid argument. A URL of another site is invalid without `external: true`: otherwise a
 * visitor's input could become an open redirect.
 */
export function redirect(
  to: string,
  status: RedirectStatus,
  { external = false, headers }: { external?: boolean; headers?: OutgoingHeaders } = {},
): HttpError {
  if (![301, 302, 307, 308].includes(status)) {
    throw new TypeError(
      `redirect(to, status): status must be 301, 302, 307 or 308, not ${describeValue(status)}.`,
    )
  }
  const location = typeof to !== "string" ? undefined : external ? externalUrl(to) : sitePath(to)
  if (location === undefined) {
    throw new TypeError(
      external
        ? `redirect(url, status, { external: true }): url must be an absolute http or https URL as a text, not ${describeValue(to)}.`
        : `redirect(to, status): to must be a path of this site, such as "/books/7", not ${describeValue(to)}. ` +
            "For another site, use redirect(url, status, { external: true }).",
    )
  }
  return new HttpError({ status, code: "redirect", location, values: { location }, headers })
}

export function methodNotAllowed(method: string, allow: readonly string[]): HttpError {
  return new HttpError({ status: 405, allow, values: { method, allowed: allow.join(", ") } })
}

/**
 * Returns the path, query and fragment of `to`, percent-encoded. The slash at the end of the path follows the site's
 * `trailingSlash`. Returns undefined if `to` is not a path of this site.
 */
function sitePath(to: string): string | undefined {
  const origin = "http://site.invalid"
  // Uses the URL parser instead of a pattern: the parser treats both "/\host" and "//host" as another host.
  if (!to.startsWith("/") || !URL.canParse(to, origin)) return undefined
  const url = new URL(to, origin)
  return url.origin === origin && !url.pathname.startsWith("//")
    ? targetPath(url.pathname) + url.search + url.hash
    : undefined
}

function externalUrl(to: string): string | undefined {
  if (!/^https?:\/\//i.test(to) || !URL.canParse(to)) return undefined
  // A header can contain only ASCII.
  return /^[\x21-\x7e]+$/.test(to) ? to : new URL(to).href
}
