/** `createServerData` implements getServerData as the contract in the README requires, for visits and for page data. */
import type { GetServerDataProps } from "gatsby"
import { contentSecurityPolicyHeader } from "./content-security-policy"
import { ignoreRejection, runSafely } from "./error-handling"
import {
  handleRequest,
  type LoadOptions,
  type LoadRequest,
  type LoadResult,
  type QueryOf,
  type RequestResult,
  type RunContext,
} from "./handle-request"
import { type HttpErrorData, isHttpError } from "./http-error"
import { parseLoadResult } from "./load-result"
import type { OutgoingHeaders } from "./outgoing-headers"
import { parsePageUrl, type RequestKind } from "./request-url"
import { pageSecurityHeaders } from "./response-security-headers"
import { assertSerializable, isPlain, typeName } from "./serializable"
import { checkSiteOptions, type SiteOptions } from "./site-options"

/** The argument of `extend`. The server calls `extend` before `load`. */
export type ExtendRequest = {
  headers: Headers
  url: URL
  signal: AbortSignal
  /**
   * True for a visit, which Gatsby renders to HTML after `load`. False for page data. Rendering may read only request
   * headers that `Vary` contains. If the response is not private, `headers` throws for any other header.
   */
  isVisit: boolean
}

/** The parts that the site's `extend` adds to one request. */
export type Extension<Context extends object, Props extends object> = {
  /**
   * Values and functions that are added to the argument of `load`. `Server-Timing` reports how long these functions
   * take.
   */
  context?: Context
  /**
   * Called after `load`. The result is added to the page's props. It is an error if `props` and `load` return a prop of
   * the same name.
   */
  props?: () => Props | Promise<Props>
  /**
   * Called once, when the request ends or times out. `dispose` may be asynchronous. The server sends the response
   * without waiting for it.
   */
  dispose?: () => void
}

export type ServerDataOptions<Context extends object, Props extends object> = SiteOptions & {
  /** Adds functions to the argument of `load`, and props to the page, for every request. */
  extend?: (request: ExtendRequest) => Extension<Context, Props>
}

export type PageOptions<Query, Params, Context, Result> = LoadOptions<Query, Params> & {
  /**
   * Returns the page's props, or `{ props, headers, status }`. Throws an `HttpError` (`notFound`, `redirect`, …) if the
   * page cannot be shown. Any other error is logged and becomes a 500.
   */
  load(request: LoadRequest<Query, Params> & Context): Result | Promise<Result>
}

type LoadedProps<Result> = Result extends { props: infer Props } ? Props : Result

/** The props of a page that was loaded. */
export type LoadedPageProps<Query, Result, Extra> = LoadedProps<Result> & Extra & { query: QueryOf<Query> }

/** The props of a page whose request ended in an HTTP error. */
export type ErrorProps = { error: HttpErrorData; rawQuery: Record<string, string> }

export type ServerDataResult<Props> = {
  props: Props | ErrorProps
  headers: OutgoingHeaders
  status: number
}

/**
 * The type of `serverData` in a page component, as in
 * `PageProps<object, object, unknown, ServerDataOf<typeof getServerData>>`.
 */
export type ServerDataOf<GetServerData extends (context: GetServerDataProps) => Promise<{ props: unknown }>> =
  Exclude<Awaited<ReturnType<GetServerData>>["props"], ErrorProps>

/**
 * Creates the site's function `withServerData(context, page)`. A page's getServerData returns the result of this
 * function.
 * @throws TypeError for an invalid option
 * @example
 * export const withServerData = createServerData({ toHttpError: (error) => error instanceof Missing ? notFound({ detail: error.message }) : undefined })
 */
export function createServerData<Context extends object = object, Extra extends object = object>(
  site: ServerDataOptions<Context, Extra> = {},
) {
  checkSiteOptions(site)
  const siteHeaders = pageSecurityHeaders(site.securityHeaders)
  return async function withServerData<Query = undefined, Params = undefined, Result = unknown>(
    context: GetServerDataProps,
    page: PageOptions<Query, Params, Context, Result>,
  ): Promise<ServerDataResult<LoadedPageProps<Query, Result, Extra>>> {
    if (typeof page?.load !== "function") {
      throw new TypeError(
        "withServerData(context, { load }): load must be a function that returns the page's props.",
      )
    }
    const { kind, pathname, search } = parsePageUrl(context.url)
    const params = (context.params ?? {}) as Record<string, string>
    const event = { method: context.method, headers: context.headers, pathname, search, params }
    const result = await handleRequest(event, page, site, (request, run) =>
      loadPage(site, page, request, run, kind === "visit"),
    )
    keepKnownQuery(context, result.rawQuery)
    return toGatsbyResult(result, kind, siteHeaders) as ServerDataResult<
      LoadedPageProps<Query, Result, Extra>
    >
  }
}

async function loadPage<Query, Params, Context extends object, Extra extends object, Result>(
  site: ServerDataOptions<Context, Extra>,
  page: PageOptions<Query, Params, Context, Result>,
  request: LoadRequest<Query, Params>,
  { timing, log }: RunContext,
  isVisit: boolean,
): Promise<LoadResult<object>> {
  const { headers, url, signal, query } = request
  const extension = checkedExtension(site.extend?.({ headers, url, signal, isVisit }))
  const dispose = onceSafely(extension?.dispose, log)
  signal.addEventListener("abort", dispose)
  try {
    const added = extension?.context ? timing.wrap(extension.context, signal) : undefined
    const result = await timing.measure("load", () =>
      page.load({ ...request, ...added } as typeof request & Context),
    )
    if (isHttpError(result)) throw result
    const { props: loaded, ...response } = parseLoadResult(result)
    const extra = checkedExtra(await extension?.props?.())
    assertDistinctProps(loaded, extra)
    const props = { ...loaded, ...extra }
    assertFreeNames(props, query)
    assertSerializable(props, "props")
    assertSerializable(query, "query")
    return { value: { ...props, query }, ...response }
  } finally {
    dispose()
  }
}

/** Checks the result of `extend`. Undefined is valid, and means that the site adds nothing to this request. */
function checkedExtension<Context extends object, Extra extends object>(
  extension: Extension<Context, Extra> | undefined,
): Extension<Context, Extra> | undefined {
  if (extension === undefined) return undefined
  if (typeof extension !== "object" || extension === null || "then" in extension) {
    ignoreRejection(extension)
    throw new TypeError(
      `extend must return an object { context, props, dispose }, not ${typeName(extension)}. It cannot be async; the functions in context can.`,
    )
  }
  const { context, props, dispose } = extension as Record<keyof typeof extension, unknown>
  if (context !== undefined && (typeof context !== "object" || context === null)) {
    throw new TypeError(`extend returned a context that is not an object, but ${typeName(context)}.`)
  }
  for (const [name, value] of Object.entries({ props, dispose })) {
    if (value === undefined || typeof value === "function") continue
    throw new TypeError(`extend returned ${name} that is not a function, but ${typeName(value)}.`)
  }
  return extension
}

function checkedExtra<Extra extends object>(extra: Extra | undefined): Extra | Record<never, never> {
  if (extra === undefined || extra === null) return {}
  if (typeof extra === "object" && isPlain(extra)) return extra
  throw new TypeError(`props of extend must return a plain object, not ${typeName(extra)}.`)
}

/**
 * Refuses props with the names `error` and `query`, because the package sets these two props. `error` marks a page that
 * was not loaded. `query` contains the page's parameters.
 */
function assertFreeNames(props: { error?: unknown; query?: unknown }, query: unknown): void {
  const taken = "error" in props ? "error" : "query" in props && props.query !== query ? "query" : undefined
  if (taken) throw new TypeError(`The prop ${taken} is reserved. Choose another name.`)
}

function assertDistinctProps(props: object, extra: object): void {
  const taken = Object.keys(extra).find((name) => Object.hasOwn(props, name))
  if (taken !== undefined) {
    throw new TypeError(`The prop ${taken} is added to every page by extend. Choose another name.`)
  }
}

/**
 * Returns a function that calls `dispose` only once and logs its errors. An error that an abort listener throws would
 * crash the process.
 */
function onceSafely(dispose: (() => void) | undefined, log: (error: unknown) => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    void runSafely(() => dispose?.(), log)
  }
}

/**
 * Removes unknown parameters from the request's query. Gatsby renders the page with this query after getServerData. The
 * page must depend only on known parameters, because a cache may send it to visitors with other unknown parameters.
 * Also, Gatsby fails if a value has no toString (`?x[toString]=1`).
 */
function keepKnownQuery({ query }: GetServerDataProps, rawQuery: Record<string, string>): void {
  if (!query) return
  for (const key of Object.keys(query)) delete query[key]
  Object.assign(query, rawQuery)
}

/**
 * Converts the result of a request to the result of getServerData. Page data always has status 200: for any other
 * status, Gatsby's loader ignores the data and shows another page. With the status of a redirect, the loader's
 * XMLHttpRequest would follow the redirect and receive an HTML page instead of page data.
 */
function toGatsbyResult<Value>(
  result: RequestResult<Value>,
  kind: RequestKind,
  siteHeaders: OutgoingHeaders,
): ServerDataResult<unknown> {
  const { status, rawQuery } = result
  const headers = { ...siteHeaders, ...result.headers }
  const props = result.error ? { error: result.error, rawQuery } : result.value
  if (kind === "visit") return { props, status, headers: { ...contentSecurityPolicyHeader(), ...headers } }
  if (status === 200) return { props, status, headers }
  // Removes `Location`, which has no meaning with status 200. This package's code in the browser navigates to
  // `error.location`.
  const { location: _, ...rest } = headers
  return { props, status: 200, headers: { ...rest, "x-page-status": String(status) } }
}
