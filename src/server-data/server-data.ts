import type { GetServerDataProps } from "gatsby"
import {
  type Answer,
  type AnswerOptions,
  answer,
  type LoadRequest,
  type Made,
  type OutgoingHeaders,
  type QueryOf,
  type SiteOptions,
} from "./answer"
import { contentSecurityPolicy } from "./content-security-policy"
import { logToStderr } from "./failure"
import { isOutcome, type Outcome, outcome, type RedirectStatus, redirect } from "./outcome"
import { ownUrl, withoutPathPrefix } from "./own-url"
import { securityHeaders } from "./security-headers"
import { assertSerializable } from "./serializable"
import type { ServerTiming } from "./server-timing"

/** What the site knows of a request before its page's `load` is called. */
export type ExtendRequest = { headers: Headers; url: URL; signal: AbortSignal }

/** What the site adds to one request. */
export type Extension<Context extends object, Props extends object> = {
  /** Merged into what `load` gets. Its functions, and theirs, are timed under their names in `Server-Timing`. */
  context?: Context
  /** Called after `load`; merged into the page's props. */
  props?: () => Props | Promise<Props>
  /** Called when the request is over, however it ended, and at its deadline. */
  dispose?: () => void
}

export type ServerDataOptions<Context extends object, Props extends object> = SiteOptions & {
  extend?: (request: ExtendRequest) => Extension<Context, Props>
}

/** As Gatsby documents what getServerData returns. */
type Returned<Props> = { props?: Props; headers?: Record<string, unknown>; status?: number }

export type PageOptions<Query, Params, Context, Result> = AnswerOptions<Query, Params> & {
  /**
   * Returns the page's props, or `{ props, headers, status }`. Throws an outcome (`notFound`, `redirect`, …) where there
   * is no page to draw; whatever else it throws is answered 500 and logged.
   */
  load(request: LoadRequest<Query, Params> & Context): Result | Promise<Result>
}

type LoadedProps<Result> = Result extends { props: infer Props } ? Props : Result

/** The props of a page that has something to draw. */
export type PageProps<Query, Result, Extra> = LoadedProps<Result> & Extra & { query: QueryOf<Query> }

/** The props of a request that ended otherwise. */
export type OutcomeProps = { outcome: Outcome; typed: Record<string, string> }

export type ServerDataResult<Props> = {
  props: Props | OutcomeProps
  headers: OutgoingHeaders
  status: number
}

/** What a page component gets as `serverData`: `PageProps<object, object, unknown, ServerDataOf<typeof getServerData>>`. */
export type ServerDataOf<GetServerData extends (context: GetServerDataProps) => Promise<{ props: unknown }>> =
  Exclude<Awaited<ReturnType<GetServerData>>["props"], OutcomeProps>

/**
 * Makes the site's `serverData(context, page)`, which a page's getServerData returns.
 * @example
 * export const serverData = createServerData({ toOutcome: (error) => error instanceof Missing ? notFound(error) : undefined })
 */
export function createServerData<Context extends object = object, Extra extends object = object>(
  site: ServerDataOptions<Context, Extra> = {},
) {
  const siteHeaders = securityHeaders(site.securityHeaders)
  return async function serverData<Query = undefined, Params = undefined, Result = unknown>(
    context: GetServerDataProps,
    page: PageOptions<Query, Params, Context, Result>,
  ): Promise<ServerDataResult<PageProps<Query, Result, Extra>>> {
    if (typeof page?.load !== "function") {
      throw new TypeError(
        "serverData(context, { load }): load must be a function that returns the page's props.",
      )
    }
    const { kind, pathname, search } = ownUrl(context.url)
    const params = (context.params ?? {}) as Record<string, string>
    const asked = { method: context.method, headers: context.headers, pathname, search, params }
    const answered = await answer(asked, page, site, (request, timing) => load(site, page, request, timing))
    keepKnownQuery(context, answered.typed)
    return forGatsby(answered, kind, siteHeaders) as ServerDataResult<PageProps<Query, Result, Extra>>
  }
}

/** One request with what the site adds to it. */
async function load<Query, Params, Context extends object, Extra extends object, Result>(
  site: ServerDataOptions<Context, Extra>,
  page: PageOptions<Query, Params, Context, Result>,
  request: LoadRequest<Query, Params>,
  timing: ServerTiming,
): Promise<Made<object>> {
  const { headers, url, signal } = request
  const extension = site.extend?.({ headers, url, signal })
  const dispose = onceSafely(extension?.dispose, site, request)
  signal.addEventListener("abort", dispose)
  try {
    const added = extension?.context ? timing.wrap(extension.context, signal) : undefined
    const result = await timing.measure("load", () =>
      page.load({ ...request, ...added } as typeof request & Context),
    )
    if (isOutcome(result)) throw result
    const { props, ...response } = normalized(result)
    const value = { ...props, ...(await extension?.props?.()) }
    assertSerializable(value, "props")
    return { value, ...response }
  } finally {
    dispose()
  }
}

/** An error in the clean-up harms nobody's answer, and in an abort listener it would end the process. */
function onceSafely(
  dispose: (() => void) | undefined,
  { log = logToStderr }: SiteOptions,
  { method, url }: { method: string; url: URL },
): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    try {
      dispose?.()
    } catch (error) {
      log({ level: "error", id: crypto.randomUUID(), error, method, url: url.pathname + url.search })
    }
  }
}

/** Props, or `{ props, headers, status }` as Gatsby documents; an old page of that documentation has the status in `headers`. */
function normalized(result: unknown): { props: object; headers: OutgoingHeaders; status?: number } {
  if (result === undefined || result === null) return { props: {}, headers: {} }
  if (typeof result !== "object" || Array.isArray(result)) {
    throw new TypeError(
      `load must return an object of props, not ${Array.isArray(result) ? "an array" : typeof result}.`,
    )
  }
  if (!isReturned(result)) return { props: result, headers: {} }
  const { status: statusInHeaders, ...headers } = lowerCased(result.headers ?? {})
  const status = result.status ?? (statusInHeaders === undefined ? undefined : Number(statusInHeaders))
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599)) {
    throw new TypeError(
      `load returned the status ${String(status)}; it must be a whole number from 200 to 599.`,
    )
  }
  const { location, ...rest } = headers
  if (status !== undefined && [301, 302, 307, 308].includes(status) && typeof location === "string") {
    throw outcome(redirect(withoutPathPrefix(location), status as RedirectStatus), rest)
  }
  return { props: result.props ?? {}, headers, ...(status === undefined ? {} : { status }) }
}

function isReturned(result: object): result is Returned<object> {
  const keys = Object.keys(result)
  if (!keys.length || keys.some((key) => !["props", "headers", "status"].includes(key))) return false
  const { props = {}, headers = {}, status = 200 } = result as Returned<unknown>
  return typeof props === "object" && typeof headers === "object" && typeof status === "number"
}

function lowerCased(headers: Record<string, unknown>): OutgoingHeaders {
  const result: OutgoingHeaders = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || value === null) continue
    const values = Array.isArray(value) ? value.map(String) : String(value)
    // Node refuses it when the response is written, where the error would name neither the page nor the header.
    if ([values].flat().some((one) => /[^\t\x20-\x7e\x80-\xff]/.test(one))) {
      throw new TypeError(
        `load returned the header ${name} with a character that no header can hold. Percent-encode it.`,
      )
    }
    result[name.toLowerCase()] = values
  }
  return result
}

/**
 * Gatsby renders with the query that it finds in the request afterwards, and fails on a value without a toString
 * (`?x[toString]=1`). Left in it are the known parameters: what is rendered depends on no other.
 */
function keepKnownQuery({ query }: GetServerDataProps, typed: Record<string, string>): void {
  if (!query) return
  for (const key of Object.keys(query)) delete query[key]
  Object.assign(query, typed)
}

/** As Gatsby takes it: a visit has its status, page data always 200, or Gatsby's loader would drop it and show its own page. */
function forGatsby<Value>(
  answered: Answer<Value>,
  kind: "visit" | "page-data",
  siteHeaders: OutgoingHeaders,
): ServerDataResult<unknown> {
  const { status, typed } = answered
  const headers = { ...siteHeaders, ...answered.headers }
  const props = answered.outcome
    ? { outcome: answered.outcome, typed }
    : { ...answered.value, query: answered.query }
  if (kind === "visit") {
    const policy = contentSecurityPolicy()
    return { props, status, headers: policy ? { "content-security-policy": policy, ...headers } : headers }
  }
  if (status === 200) return { props, status, headers }
  // A browser's XMLHttpRequest would follow a Location into HTML; the client half follows `outcome.to` instead.
  const { location: _, ...rest } = headers
  return { props, status: 200, headers: { ...rest, "x-page-status": String(status) } }
}
