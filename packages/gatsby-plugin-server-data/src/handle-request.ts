/**
 * Handles one request, from its parameters to its response headers. A page's HTML, its page-data.json and endpoints
 * share this code.
 */
import type { StandardSchemaV1 } from "@standard-schema/spec"
import { type CachePolicy, cacheControl, isCachePolicy, isPrivate } from "./cache-policy"
import {
  errorHeaders,
  ignoreRejection,
  logFailure,
  requestIdOf,
  toHttpError,
  translateError,
} from "./error-handling"
import { type HttpErrorData, methodNotAllowed, notFound } from "./http-error"
import type { OutgoingHeaders } from "./outgoing-headers"
import {
  assertSchema,
  noVarySearch,
  parameterNames,
  parseParameters,
  parseRoute,
  readParameters,
} from "./parameters"
import { canonicalUrl } from "./request-url"
import { describeValue, typeName } from "./serializable"
import { ServerTiming } from "./server-timing"
import type { SiteOptions } from "./site-options"
import { withTimeout } from "./timeout"
import { TrackedHeaders } from "./tracked-headers"

/** The type of the parsed query parameters: the output of the schema. Without a schema, an empty object. */
export type QueryOf<S> = S extends StandardSchemaV1 ? StandardSchemaV1.InferOutput<S> : Record<never, never>
export type ParamsOf<S> = S extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<S>
  : Record<string, string>

/** The options that pages and endpoints share. */
export type LoadOptions<Query, Params> = {
  /**
   * A Standard Schema of the query parameters. The schema receives strings and returns typed values. Default: the page
   * or endpoint has no parameters.
   */
  query?: Query
  /** The names of the query parameters, if the schema does not list them (see the README). */
  parameters?: readonly string[]
  /** A Standard Schema of the route's parameters. If the schema rejects a value, the response is a 404. */
  params?: Params
  /**
   * `shared({ … })`, `privateCache()`, `noStore()`, or a function that returns one of them. Default: caches may store
   * the response, but must revalidate it for every request.
   */
  cache?: CachePolicy | CachePolicyOf<Query, Params>
  /** After this time in milliseconds, the response is a 503 and `signal` is aborted. Default: 5000. */
  timeoutMs?: number
}

/** Returns the cache policy for the parsed parameters, or undefined for no cache policy. Not called if a parameter is invalid. */
export type CachePolicyOf<Query, Params> = (request: {
  query: QueryOf<Query>
  params: ParamsOf<Params>
}) => CachePolicy | undefined

/** The argument of `load`, the site's function that loads the data of a page or an endpoint. */
export type LoadRequest<Query, Params> = {
  /**
   * The request's headers. Reading a header adds it to `Vary`. Reading `cookie` or `authorization` also makes the
   * response private.
   */
  headers: Headers
  method: string
  /**
   * The URL of the page or endpoint, with only the parameters that its schema lists. The URL is the same for a visit
   * and for a Link navigation.
   */
  url: URL
  query: QueryOf<Query>
  params: ParamsOf<Params>
  /** Aborted after `timeoutMs`. */
  signal: AbortSignal
  /** Runs `work` and reports its duration in `Server-Timing` under `name`. */
  measure<Result>(name: string, work: () => Promise<Result>): Promise<Result>
}

/** A request that Gatsby passes to getServerData or to a function. `search` includes the "?". */
export type RequestEvent = {
  method: string
  headers: Iterable<readonly [string, unknown]>
  pathname: string
  search: string
  params: Record<string, string>
}

/** The result of the function `run`: a value, and optionally the status and headers of the response. */
export type LoadResult<Value> = { value: Value; status?: number; headers?: OutgoingHeaders }

export type RequestResult<Value> = {
  status: number
  headers: OutgoingHeaders
  /** The values of the known query parameters, as the client sent them. */
  rawQuery: Record<string, string>
} & ({ error: HttpErrorData; value?: undefined } | { error?: undefined; value: Value })

export type RunContext = {
  timing: ServerTiming
  /** Logs an error together with the request's ID. The error does not change the response. */
  log: (error: unknown) => void
}

const defaultTimeoutMs = 5_000

/**
 * Parses the parameters, calls `run` and derives the response headers. If the parameters are invalid or `run` throws,
 * the result contains the HTTP error.
 * @throws TypeError for an invalid option
 */
export async function handleRequest<Query, Params, Value>(
  event: RequestEvent,
  options: LoadOptions<Query, Params>,
  site: SiteOptions,
  run: (request: LoadRequest<Query, Params>, context: RunContext) => Promise<LoadResult<Value>>,
  allowedMethods: readonly string[] = ["GET", "HEAD"],
): Promise<RequestResult<Value>> {
  const { names, schema, route, cache, timeoutMs } = checkLoadOptions(options)
  let policy = typeof cache === "function" ? undefined : cache
  const { method, pathname } = event
  const headers = new TrackedHeaders(event.headers)
  const timing = new ServerTiming()
  const sent = readParameters(event.search, names)
  const { rawQuery } = sent
  const requestId = requestIdOf(new Map(event.headers).get("x-request-id"))
  const url = canonicalUrl(site.origin ?? "http://localhost", pathname, rawQuery)
  const request = { method, url: pathname + event.search, canonicalUrl: url, headers, requestId }
  const respond = (status: number, own: OutgoingHeaders) => ({
    status,
    headers: responseHeaders(status, own, { policy, names, headers, timing }),
    rawQuery,
  })

  const work = async (signal: AbortSignal): Promise<RequestResult<Value>> => {
    const query = await parseParameters(schema, sent)
    const params = await parseRoute(route, event.params, (errors) =>
      notFound({ detail: errors.map(({ message }) => message).join(" ") }),
    )
    if (typeof cache === "function")
      policy = checkedPolicy(cache({ query, params } as Parameters<typeof cache>[0]))
    const measure = timing.measure.bind(timing)
    const result = await run(
      { headers, method, url: new URL(url), query, params, signal, measure } as LoadRequest<Query, Params>,
      { timing, log: (error) => logFailure(site, request, error) },
    )
    const response = respond(result.status ?? 200, result.headers ?? {})
    headers.seal(isPrivate(response.headers))
    return { ...response, value: result.value }
  }

  try {
    if (method !== "GET" && method !== "HEAD") throw methodNotAllowed(method, allowedMethods)
    // If `run` throws after the timeout, the server has already sent the response. toHttpError then only logs the
    // error.
    return await withTimeout(timeoutMs, work, (late) => void toHttpError(late, site, request))
  } catch (thrown) {
    const error = toHttpError(thrown, site, request)
    // Translate the error before `respond` builds the headers. If the site's `messages` function reads a request
    // header, `Vary` must contain this header.
    const data = translateError(error, site, request)
    return { ...respond(error.status, errorHeaders(error)), error: data }
  }
}

function responseHeaders(
  status: number,
  own: OutgoingHeaders,
  {
    policy,
    names,
    headers,
    timing,
  }: {
    policy: CachePolicy | undefined
    names: readonly string[]
    headers: TrackedHeaders
    timing: ServerTiming
  },
): OutgoingHeaders {
  const isPersonal = headers.isPersonal || "set-cookie" in own
  const control = cacheControl(policy, status, isPersonal)
  const durations = timing.toString()
  const vary = [headers.vary, own.vary].flat().filter(Boolean).join(", ")
  return {
    "cache-control": control,
    "no-vary-search": noVarySearch(names),
    ...(durations ? { "server-timing": durations } : {}),
    ...own,
    // `load` can return its own Cache-Control. It replaces the policy, except in a personal response.
    ...(isPersonal ? { "cache-control": control } : {}),
    ...(vary ? { vary } : {}),
  }
}

function checkedPolicy(policy: unknown): CachePolicy | undefined {
  if (policy === undefined || isCachePolicy(policy)) return policy
  ignoreRejection(policy)
  throw new TypeError(
    `cache returned ${typeName(policy)}. It must return shared({ maxAge: seconds }), privateCache() or noStore(), or undefined for none.`,
  )
}

/**
 * Checks the options and returns them with their defaults.
 * @throws TypeError for an invalid option
 */
export function checkLoadOptions<Query, Params>(options: LoadOptions<Query, Params>) {
  const { query, params, parameters, cache, timeoutMs = defaultTimeoutMs } = options
  if (cache !== undefined && typeof cache !== "function" && !isCachePolicy(cache)) {
    throw new TypeError(
      "cache must be shared({ maxAge: seconds }), privateCache() or noStore(), or a function that returns one. Without it, every request is a miss.",
    )
  }
  if (!(typeof timeoutMs === "number" && timeoutMs > 0 && timeoutMs < 2 ** 31)) {
    throw new TypeError(
      `timeoutMs must be a number of milliseconds above 0, not ${describeValue(timeoutMs)}.`,
    )
  }
  const schema = query as StandardSchemaV1 | undefined
  const route = params as StandardSchemaV1 | undefined
  if (route !== undefined) assertSchema(route, "params")
  return { names: parameterNames(schema, parameters), schema, route, cache, timeoutMs }
}
