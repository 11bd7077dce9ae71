import type { StandardSchemaV1 } from "@standard-schema/spec"
import { type CachePolicy, cacheControl, isCachePolicy, outcomeHeaders } from "./cache-policy"
import { withinDeadline } from "./deadline"
import { type ErrorOptions, logError, outcomeOfError, requestIdOf } from "./failure"
import { methodNotAllowed, notFound, type Outcome } from "./outcome"
import { urlForLoad } from "./own-url"
import { noVarySearch, parameterNames, parseParameters, parseRoute, readParameters } from "./parameters"
import type { SecurityHeaders } from "./security-headers"
import { typeName } from "./serializable"
import { ServerTiming } from "./server-timing"
import { pathPrefix } from "./site-path"
import { TrackedHeaders } from "./tracked-headers"

/** The typed output of a schema; without a schema there are no parameters. */
export type QueryOf<S> = S extends StandardSchemaV1 ? StandardSchemaV1.InferOutput<S> : Record<never, never>
export type ParamsOf<S> = S extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<S>
  : Record<string, string>

/** What a page and an endpoint say alike. */
export type AnswerOptions<Query, Params> = {
  /** A Standard Schema of the parameters: flat strings in, typed values out. Left out: it takes none. */
  query?: Query
  /** The parameters' names, for a schema that does not tell them (see the README). */
  parameters?: readonly string[]
  /** A Standard Schema of the route's parameters; what it refuses is 404. */
  params?: Params
  /** `shared({ … })`, `privately()` or `noStore()`, or which of them by what is asked. Left out: each request is a miss. */
  cache?: CachePolicy | CachePolicyOf<Query, Params>
  /** Milliseconds until the answer is 503 and `signal` is aborted; 5,000 where left out. */
  deadline?: number
}

/** The policy of an answer by its parsed parameters; undefined for none. A request whose parameters are wrong has none. */
export type CachePolicyOf<Query, Params> = (request: {
  query: QueryOf<Query>
  params: ParamsOf<Params>
}) => CachePolicy | undefined

/** What `load` gets. */
export type LoadRequest<Query, Params> = {
  /** The request's headers. `Vary` names those that are read; reading `cookie` or `authorization` makes the answer private. */
  headers: Headers
  method: string
  /** The page's own URL with its known parameters, the same for a visit and for a Link navigation. */
  url: URL
  query: QueryOf<Query>
  params: ParamsOf<Params>
  /** Aborted at the deadline. */
  signal: AbortSignal
  /** Counts the time that `work` takes in `Server-Timing`, under a name of its own. */
  measure<Result>(name: string, work: () => Promise<Result>): Promise<Result>
}

/** A request, whoever took it. `search` with its "?". */
export type Asked = {
  method: string
  headers: Iterable<readonly [string, unknown]>
  pathname: string
  search: string
  params: Record<string, string>
}

export type SiteOptions = ErrorOptions & {
  /** The origin of `url`. Left out: http://localhost, as the Host header would split every cache. */
  origin?: string
  /** What every answer says to browsers, in the place of the default headers or besides them; "" leaves one out. */
  securityHeaders?: SecurityHeaders
}

export type OutgoingHeaders = Record<string, string | readonly string[]>

export type Answer<Value> = {
  status: number
  headers: OutgoingHeaders
  /** The raw values of the known parameters, as they were sent. */
  typed: Record<string, string>
} & ({ outcome: Outcome; value?: undefined } | { outcome?: undefined; value: Value })

/** What `run` made: a value, and what it says about the response. */
export type Made<Value> = { value: Value; status?: number; headers?: OutgoingHeaders }

const fiveSeconds = 5_000

/**
 * One request from its parameters to its headers: the part that a page's HTML, its page-data.json and an endpoint share.
 * @throws TypeError for a setup that cannot work; whatever else happens is an answer
 */
export async function answer<Query, Params, Value>(
  asked: Asked,
  options: AnswerOptions<Query, Params>,
  site: SiteOptions,
  run: (
    request: LoadRequest<Query, Params>,
    timing: ServerTiming,
    /** Logs an error that harms nobody's answer, with the request's id. */
    logged: (error: unknown) => void,
  ) => Promise<Made<Value>>,
  allowed: readonly string[] = ["GET", "HEAD"],
): Promise<Answer<Value>> {
  const { names, schema, route, cache, deadline } = checkSetup(options)
  let policy = typeof cache === "function" ? undefined : cache
  const headers = new TrackedHeaders(asked.headers)
  const timing = new ServerTiming()
  const sent = readParameters(asked.search, names)
  const { method, pathname } = asked

  const finish = (status: number, own: OutgoingHeaders): { status: number; headers: OutgoingHeaders } => {
    const personal = headers.personal || "set-cookie" in own
    const times = timing.toString()
    const derived: OutgoingHeaders = {
      "cache-control": cacheControl(policy, status, personal),
      "no-vary-search": noVarySearch(names),
      ...(times ? { "server-timing": times } : {}),
    }
    // A page's own Cache-Control wins over its policy, but never opens an answer that depends on who asks.
    const result: OutgoingHeaders = { ...derived, ...own }
    if (personal) result["cache-control"] = "private, no-store"
    const vary = [headers.vary, own.vary].flat().filter(Boolean).join(", ")
    if (vary) result.vary = vary
    return { status, headers: result }
  }

  const url = pathname + asked.search
  const requestId = requestIdOf(new Map(asked.headers).get("x-request-id"))
  const outcomeOf = (error: unknown) => {
    const own = urlForLoad("http://localhost", pathname, sent.typed)
    return outcomeOfError(error, site, { method, url, ownUrl: own.pathname + own.search, requestId })
  }
  const logged = (error: unknown) => logError(site.log, { id: requestId, error, method, url })

  const work = async (signal: AbortSignal): Promise<Answer<Value>> => {
    const query = await parseParameters(schema, sent)
    const params = await parseRoute(route, asked.params, (errors) =>
      notFound({ detail: errors.map(({ message }) => message).join(" ") }),
    )
    if (typeof cache === "function")
      policy = checkedPolicy(cache({ query, params } as Parameters<typeof cache>[0]))
    const ownUrl = urlForLoad(site.origin ?? "http://localhost", pathname, sent.typed)
    const measure = timing.measure.bind(timing)
    const request = { headers, method, url: ownUrl, query, params, signal, measure }
    const made = await run(request as LoadRequest<Query, Params>, timing, logged)
    return { ...finish(made.status ?? 200, made.headers ?? {}), typed: sent.typed, value: made.value }
  }

  try {
    if (method !== "GET" && method !== "HEAD") throw methodNotAllowed(method, allowed)
    // After the deadline it is too late for an answer, so the outcome is made for the log alone.
    return await withinDeadline(deadline, work, (error) => void outcomeOf(error))
  } catch (error) {
    const outcome = outcomeOf(error)
    return { ...finish(outcome.status, outcomeHeaders(outcome, pathPrefix())), typed: sent.typed, outcome }
  }
}

function checkedPolicy(policy: unknown): CachePolicy | undefined {
  if (policy === undefined || isCachePolicy(policy)) return policy
  // One that is rejected would end the process.
  Promise.resolve(policy).catch(() => undefined)
  throw new TypeError(
    `cache returned ${typeName(policy)}. It must return shared({ maxAge: seconds }), privately() or noStore(), or undefined for none.`,
  )
}

/**
 * What the site says of all its pages or endpoints.
 * @throws TypeError that says what would be right
 */
export function checkSite({ origin }: SiteOptions): void {
  if (origin === undefined) return
  const url = URL.canParse(origin) ? new URL(origin) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new TypeError(
      `origin must be such as "https://site.example", without a path, not ${JSON.stringify(origin)}.`,
    )
  }
}

/**
 * What the options say, with the defaults.
 * @throws TypeError that says what would be right
 */
export function checkSetup<Query, Params>(options: AnswerOptions<Query, Params>) {
  const { query, params, parameters, cache, deadline = fiveSeconds } = options
  if (cache !== undefined && typeof cache !== "function" && !isCachePolicy(cache)) {
    throw new TypeError(
      "cache must be shared({ maxAge: seconds }), privately() or noStore(), or a function that returns one; left out, each request is a miss.",
    )
  }
  if (!(deadline > 0 && deadline < 2 ** 31)) {
    throw new TypeError(`deadline must be milliseconds above 0, not ${deadline}.`)
  }
  const schema = query as StandardSchemaV1 | undefined
  const route = params as StandardSchemaV1 | undefined
  return { names: parameterNames(schema, parameters), schema, route, cache, deadline }
}
