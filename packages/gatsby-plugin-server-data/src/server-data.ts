import type { GetServerDataProps } from "gatsby"
import {
  type Answer,
  type AnswerOptions,
  answer,
  checkSite,
  type LoadRequest,
  type Made,
  type OutgoingHeaders,
  type QueryOf,
  type SiteOptions,
} from "./answer"
import { contentSecurityPolicy } from "./content-security-policy"
import { attempt } from "./failure"
import { isOutcome, type Outcome } from "./outcome"
import { ownUrl } from "./own-url"
import { readReturned } from "./returned"
import { securityHeaders } from "./security-headers"
import { assertSerializable } from "./serializable"
import type { ServerTiming } from "./server-timing"

/** What the site knows of a request before its page's `load` is called. */
export type ExtendRequest = { headers: Headers; url: URL; signal: AbortSignal }

/** What the site adds to one request. */
export type Extension<Context extends object, Props extends object> = {
  /** Merged into what `load` gets. Its functions, and theirs, are timed under their names in `Server-Timing`. */
  context?: Context
  /** Called after `load`; merged into the page's props, which may have none of these names. */
  props?: () => Props | Promise<Props>
  /** Called when the request is over, however it ended, and at its deadline. May be asynchronous; nothing waits for it. */
  dispose?: () => void
}

export type ServerDataOptions<Context extends object, Props extends object> = SiteOptions & {
  extend?: (request: ExtendRequest) => Extension<Context, Props>
}

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
  checkSite(site)
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
    const answered = await answer(asked, page, site, (request, timing, logged) =>
      load(site, page, request, timing, logged),
    )
    keepKnownQuery(context, answered.typed)
    return forGatsby(answered, kind, siteHeaders) as ServerDataResult<PageProps<Query, Result, Extra>>
  }
}

async function load<Query, Params, Context extends object, Extra extends object, Result>(
  site: ServerDataOptions<Context, Extra>,
  page: PageOptions<Query, Params, Context, Result>,
  request: LoadRequest<Query, Params>,
  timing: ServerTiming,
  logged: (error: unknown) => void,
): Promise<Made<object>> {
  const { headers, url, signal } = request
  const extension = site.extend?.({ headers, url, signal })
  const dispose = onceSafely(extension?.dispose, logged)
  signal.addEventListener("abort", dispose)
  try {
    const added = extension?.context ? timing.wrap(extension.context, signal) : undefined
    const result = await timing.measure("load", () =>
      page.load({ ...request, ...added } as typeof request & Context),
    )
    if (isOutcome(result)) throw result
    const { props, ...response } = readReturned(result)
    const extra = (await extension?.props?.()) ?? {}
    assertNotTwice(props, extra)
    const own = { ...props, ...extra }
    const { query } = request
    assertFreeNames(own, query)
    assertSerializable(own, "props")
    assertSerializable(query, "query")
    return { value: { ...own, query }, ...response }
  } finally {
    dispose()
  }
}

/** A page knows an outcome by its prop of that name, and finds its parameters in `query`. */
function assertFreeNames(props: { outcome?: unknown; query?: unknown }, query: unknown): void {
  const taken =
    "outcome" in props ? "outcome" : "query" in props && props.query !== query ? "query" : undefined
  if (taken) throw new TypeError(`The prop ${taken} is this kit's own. Give it another name.`)
}

/** One of the two would be lost without a word. */
function assertNotTwice(props: object, extra: object): void {
  const taken = Object.keys(extra).find((name) => Object.hasOwn(props, name))
  if (taken !== undefined) {
    throw new TypeError(
      `The prop ${taken} is what extend adds to each page. Give the page's own another name.`,
    )
  }
}

/** An error in the clean-up harms nobody's answer, and in an abort listener it would end the process. */
function onceSafely(dispose: (() => void) | undefined, logged: (error: unknown) => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    void attempt(() => dispose?.(), logged)
  }
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
  const props = answered.outcome ? { outcome: answered.outcome, typed } : answered.value
  if (kind === "visit") {
    const policy = contentSecurityPolicy()
    return { props, status, headers: policy ? { "content-security-policy": policy, ...headers } : headers }
  }
  if (status === 200) return { props, status, headers }
  // A browser's XMLHttpRequest would follow a Location into HTML; the client half follows `outcome.to` instead.
  const { location: _, ...rest } = headers
  return { props, status: 200, headers: { ...rest, "x-page-status": String(status) } }
}
