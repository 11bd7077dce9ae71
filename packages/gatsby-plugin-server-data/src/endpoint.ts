/**
 * Endpoints are Gatsby Functions in `src/api`. They follow the same rules as getServerData in this package, but send
 * JSON. This module does not import React or code that only pages need.
 */
import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"
import {
  checkLoadOptions,
  handleRequest,
  type LoadOptions,
  type LoadRequest,
  type LoadResult,
} from "./handle-request"
import { type HttpErrorData, isHttpError } from "./http-error"
import type { OutgoingHeaders } from "./outgoing-headers"
import { parseFunctionUrl } from "./request-url"
import { endpointSecurityHeaders } from "./response-security-headers"
import { assertSerializable, isPlain, typeName } from "./serializable"
import { checkSiteOptions, type SiteOptions } from "./site-options"
import { runWrite, type WriteHandler, type WriteMethod, writeMethods } from "./write-handler"

export { type CachePolicy, noStore, privateCache, shared } from "./cache-policy"
export type { Log, LogEntry } from "./error-handling"
export type { LoadRequest } from "./handle-request"
export {
  badRequest,
  gone,
  HttpError,
  type HttpErrorData,
  httpError,
  isHttpError,
  notFound,
  type ParameterError,
  type RedirectStatus,
  redirect,
  unavailable,
} from "./http-error"
export type { Messages, MessagesOption } from "./messages"
export type { SiteOptions } from "./site-options"
export { pathPrefix } from "./site-path"
export {
  rawJsonBody,
  readJson,
  type WriteHandler,
  type WriteMethod,
  type WriteRequest,
} from "./write-handler"

export type EndpointOptions<Query, Params, Result> = LoadOptions<Query, Params> & {
  /**
   * Returns the value to send as JSON, or a `Response` with its own body, status and headers. Throws an `HttpError`
   * (`notFound`, …), which the server sends as a problem (RFC 9457).
   */
  load(request: LoadRequest<Query, Params>): Result | Promise<Result>
  /** The handlers of methods other than GET and HEAD. */
  writes?: Partial<Record<WriteMethod, WriteHandler>>
}

export type Endpoint = (req: GatsbyFunctionRequest, res: GatsbyFunctionResponse) => Promise<void>

/**
 * Creates the site's `endpoint({ … })`. A file in `src/api` exports the result of `endpoint` as its default export.
 *
 * Web pages of every origin may send reads and writes (CORS). Never authorize a write by cookies. Require a value in
 * the request, such as a key in `Authorization`. Limit the rate of writes that need no key: any web page that a person
 * with access to the site opens can send such a write, even if the site is behind a firewall.
 * @throws TypeError for an invalid option
 */
export function createEndpoint(site: SiteOptions = {}) {
  checkSiteOptions(site)
  const siteHeaders = Object.entries(endpointSecurityHeaders(site.securityHeaders))
  return function endpoint<Query = undefined, Params = undefined, Result = unknown>(
    options: EndpointOptions<Query, Params, Result>,
  ): Endpoint {
    if (typeof options?.load !== "function") {
      throw new TypeError("endpoint({ load }): load must be a function that returns the JSON to send.")
    }
    checkLoadOptions(options)
    const { writes = {} } = options
    assertWrites(writes)
    const methods = ["GET", "HEAD", ...Object.keys(writes), "OPTIONS"]
    return async (req, res) => {
      for (const [name, value] of siteHeaders) res.setHeader(name, value)
      res.setHeader("access-control-allow-origin", "*")
      if (options.writes) res.setHeader("access-control-expose-headers", "ETag, Location, Retry-After")
      if (req.method === "OPTIONS") return sendPreflight(res, methods)
      const write = Object.hasOwn(writes, req.method ?? "") && writes[req.method as WriteMethod]
      send(res, write ? await handleWrite(req, write, site) : await handleRead(req, options, site, methods))
    }
  }
}

function assertWrites(writes: unknown): void {
  const methods = writeMethods.join(", ")
  if (typeof writes !== "object" || writes === null || !isPlain(writes)) {
    throw new TypeError(
      `writes must be an object of functions by method (${methods}), not ${typeName(writes)}.`,
    )
  }
  for (const [method, handler] of Object.entries(writes)) {
    if (!writeMethods.some((known) => known === method)) {
      throw new TypeError(`writes: the methods are ${methods} in upper case, not ${JSON.stringify(method)}.`)
    }
    if (typeof handler !== "function") {
      throw new TypeError(`writes: ${method} must be a function, not ${typeName(handler)}.`)
    }
  }
}

function handleRead<Query, Params, Result>(
  req: GatsbyFunctionRequest,
  options: EndpointOptions<Query, Params, Result>,
  site: SiteOptions,
  methods: readonly string[],
): Promise<Reply> {
  const { pathname, search } = parseFunctionUrl(req)
  const headers = Object.entries(req.headers)
  const event = { method: req.method ?? "GET", headers, pathname, search, params: req.params ?? {} }
  return handleRequest(
    event,
    options,
    site,
    async (request, { timing }) => toBody(await timing.measure("load", () => options.load(request))),
    methods,
  )
}

async function handleWrite(
  req: GatsbyFunctionRequest,
  write: WriteHandler,
  site: SiteOptions,
): Promise<Reply> {
  const written = await runWrite(req, site, async (request) => toBody(await write(request)))
  const { status = 200, headers, ...reply } = written.error ? written : written.result
  return { ...reply, status, headers: { ...headers, "cache-control": "no-store" } }
}

type Body = string | Buffer

const json = "application/json; charset=utf-8"

/** Converts the result of `load` or of a write to a body and headers. */
async function toBody(value: unknown): Promise<LoadResult<Body>> {
  if (isHttpError(value)) throw value
  if (value instanceof Response) return fromResponse(value)
  assertSerializable(value, "result")
  return { value: JSON.stringify(value ?? null), headers: { "content-type": json } }
}

/**
 * Converts a `Response` that the site returned. For GET and HEAD, the `Cache-Control` of the `Response` replaces the
 * endpoint's policy.
 */
async function fromResponse(response: Response): Promise<LoadResult<Body>> {
  const body = Buffer.from(await response.arrayBuffer())
  const cookies = response.headers.getSetCookie()
  const headers = Object.fromEntries(response.headers)
  return {
    value: body,
    status: response.status,
    headers: cookies.length ? { ...headers, "set-cookie": cookies } : headers,
  }
}

function sendPreflight(res: GatsbyFunctionResponse, methods: readonly string[]): void {
  res.setHeader("access-control-allow-methods", methods.join(", "))
  // "*" covers every header except Authorization (Fetch standard, CORS non-wildcard request-header name).
  res.setHeader("access-control-allow-headers", "*, Authorization")
  res.setHeader("access-control-max-age", "86400")
  res.status(204).end()
}

type Reply = { status: number; headers: OutgoingHeaders; error?: HttpErrorData; value?: Body }

function send(res: GatsbyFunctionResponse, { status, headers, error, value }: Reply): void {
  for (const [name, header] of Object.entries(headers)) res.setHeader(name, header)
  if (error) {
    res.setHeader("content-type", "application/problem+json; charset=utf-8")
    res.status(status).send(JSON.stringify(toProblem(error)))
  } else res.status(status).send(value)
}

/**
 * Converts an error to a problem (RFC 9457). The type "about:blank" means that only the status describes the kind of
 * the problem.
 */
function toProblem({ title, status, detail, errors, suggestions, successors }: HttpErrorData) {
  const named = errors?.map(({ parameter, message }) => ({ parameter, message }))
  return { type: "about:blank", title, status, detail, errors: named, suggestions, successors }
}
