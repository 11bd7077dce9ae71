import { targetPath } from "./site-path"

/** What the visitor can be told about one parameter. */
export type ParameterError = { parameter: string; message: string }

export type RedirectStatus = 301 | 302 | 307 | 308

/** How a request ended, where it did not end with the page. Plain JSON: it travels in the page data as it is. */
export type Outcome = {
  readonly status: RedirectStatus | RefusalStatus | 400 | 404 | 405 | 410 | 500 | 503
  /** The status in a word or two, for the page's title and for `title` of RFC 9457. */
  readonly title: string
  /** A sentence for the visitor: what is wrong, and what would be right. */
  readonly detail: string
  readonly errors?: readonly ParameterError[]
  /** 404: identifiers of what the visitor may have meant, nearest first. */
  readonly suggestions?: readonly string[]
  /** 410: identifiers of what took its place. */
  readonly successors?: readonly string[]
  /** Redirects: a path of this site, without its path prefix. */
  readonly to?: string
  /** 405: the methods that are answered. */
  readonly allow?: readonly string[]
  /** 429 and 503: seconds until it is worth another try. */
  readonly retryAfter?: number
  /** 500 and 503: the request's id, by which the log knows it. */
  readonly id?: string
}

// Not instanceof: Gatsby bundles each function and the pages by themselves, so one process holds several copies of this file.
const brand = Symbol.for("server-data.outcome")

export function isOutcome(value: unknown): value is Outcome {
  return typeof value === "object" && value !== null && brand in value
}

/** @param headers what the response says besides; they are no part of its JSON, which scripts of the page can read */
export function outcome(fields: Outcome, headers: OutcomeHeaders = {}): Outcome {
  const value = { ...fields }
  Object.defineProperty(value, brand, { value: headers })
  return Object.freeze(value)
}

export type OutcomeHeaders = Readonly<Record<string, string | readonly string[]>>

/** The headers that an outcome was made with. */
export const headersWith = (value: Outcome): OutcomeHeaders =>
  (value as unknown as Record<symbol, OutcomeHeaders>)[brand] ?? {}

/** 404. Thrown by `load`: there is no such thing; `suggestions` are the nearest that there are. */
export function notFound({
  detail,
  suggestions,
}: {
  detail: string
  suggestions?: readonly string[]
}): Outcome {
  return outcome({ status: 404, title: "Not Found", detail, ...(suggestions?.length ? { suggestions } : {}) })
}

/** 400. Thrown by `load` where a parameter is wrong in a way that no schema can tell. */
export function badRequest(errors: readonly ParameterError[] | string): Outcome {
  if (typeof errors === "string") return outcome({ status: 400, title: "Bad Request", detail: errors })
  const detail = errors
    .map(({ parameter, message }) => (parameter ? `${parameter}: ${message}` : message))
    .join(" ")
  return outcome({ status: 400, title: "Bad Request", detail, errors })
}

/** 410. Thrown by `load`: it was here and will not come back; `successors` took its place. */
export function gone({ detail, successors }: { detail: string; successors?: readonly string[] }): Outcome {
  return outcome({ status: 410, title: "Gone", detail, ...(successors?.length ? { successors } : {}) })
}

const redirectTitles: Record<RedirectStatus, string> = {
  301: "Moved Permanently",
  302: "Found",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
}

/**
 * 301, 302, 307 or 308. Thrown by `load`.
 * @param to a path of this site with its query, without the path prefix: `/features/grid?audience=DE`
 * @throws TypeError for what would leave the site, so that a visitor's input never becomes an open redirect
 */
export function redirect(to: string, status: RedirectStatus): Outcome {
  if (!(status in redirectTitles)) {
    throw new TypeError(`redirect(to, status): status must be 301, 302, 307 or 308, not ${status}.`)
  }
  const target = sitePath(to)
  if (target === undefined) {
    throw new TypeError(
      `redirect(to, status): to must be a path of this site, such as "/features/grid", not ${JSON.stringify(to)}.`,
    )
  }
  return outcome({ status, title: redirectTitles[status], detail: `This page is at ${target}.`, to: target })
}

/** 503. Thrown by `load`: not now. `retryAfter` in seconds; undefined where nobody should try again by themselves. */
export function unavailable(
  retryAfter?: number,
  detail = "This page is not available now. Please try again.",
): Outcome {
  const again = retryAfter === undefined ? {} : { retryAfter: Math.ceil(retryAfter) }
  return outcome({ status: 503, title: "Service Unavailable", detail, ...again })
}

const refusalTitles = {
  401: "Unauthorized",
  403: "Forbidden",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  428: "Precondition Required",
  429: "Too Many Requests",
} as const

export type RefusalStatus = keyof typeof refusalTitles

/**
 * 401, 403, 412, 413, 415, 428 or 429. Thrown by a write that is not done; `detail` says what would be right, and
 * `retryAfter`, in seconds, when it is worth another try. 401 asks for `Authorization: Bearer`.
 */
export function refused(status: RefusalStatus, detail: string, retryAfter?: number): Outcome {
  return outcome({
    status,
    title: refusalTitles[status],
    detail,
    ...(retryAfter === undefined ? {} : { retryAfter: Math.ceil(retryAfter) }),
  })
}

export function methodNotAllowed(method: string, allow: readonly string[]): Outcome {
  const allowed = new Intl.ListFormat("en").format(allow)
  return outcome({
    status: 405,
    title: "Method Not Allowed",
    detail: `${method} is not answered here; ${allowed} are.`,
    allow,
  })
}

export function failed(id: string, detail: string): Outcome {
  return outcome({ status: 500, title: "Internal Server Error", detail, id })
}

/** The path, query and fragment of `to`, encoded and as a Link has them; undefined where `to` is anything but a path of this site. */
export function sitePath(to: string): string | undefined {
  const origin = "http://site.invalid"
  // A URL parser takes "/\host" and "//host" for another host: ask it, not a pattern.
  if (!to.startsWith("/") || !URL.canParse(to, origin)) return undefined
  const url = new URL(to, origin)
  return url.origin === origin && !url.pathname.startsWith("//")
    ? targetPath(url.pathname) + url.search + url.hash
    : undefined
}
