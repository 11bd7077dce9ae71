import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"
import {
  type AnswerOptions,
  answer,
  checkSetup,
  checkSite,
  type LoadRequest,
  type Made,
  type OutgoingHeaders,
  type SiteOptions,
} from "./answer"
import { isOutcome, type Outcome } from "./outcome"
import { functionUrl } from "./own-url"
import { endpointHeaders } from "./security-headers"
import { assertSerializable } from "./serializable"
import type { ServerTiming } from "./server-timing"
import { runWrite, type Write, type WriteMethod } from "./write"

export type EndpointOptions<Query, Params, Result> = AnswerOptions<Query, Params> & {
  /**
   * Returns what is sent as JSON, or a `Response` for anything else: its body, its status and its headers, of which
   * `content-type` says what it is. Throws an outcome (`notFound`, …), which is sent as a problem (RFC 9457).
   */
  load(request: LoadRequest<Query, Params>): Result | Promise<Result>
  /** What the endpoint answers besides GET and HEAD, by method. */
  writes?: Partial<Record<WriteMethod, Write>>
}

export type Endpoint = (req: GatsbyFunctionRequest, res: GatsbyFunctionResponse) => Promise<void>

/**
 * Makes the site's `endpoint({ … })`, whose result a file in `src/api` exports as its default: the contract of
 * getServerData for JSON, open to every origin. That includes writes: they go by what the request itself carries (a key
 * in `Authorization`), never by cookies or another right that a browser adds by itself. What a write allows without a
 * key, it allows to any page that somebody opens who can reach the site: behind a firewall too, where that page's own
 * server could not. Such a write has to limit its rate.
 */
export function createEndpoint(site: SiteOptions = {}) {
  checkSite(site)
  const siteHeaders = Object.entries(endpointHeaders(site.securityHeaders))
  return function endpoint<Query = undefined, Params = undefined, Result = unknown>(
    options: EndpointOptions<Query, Params, Result>,
  ): Endpoint {
    if (typeof options?.load !== "function") {
      throw new TypeError("endpoint({ load }): load must be a function that returns what is sent as JSON.")
    }
    checkSetup(options)
    const { writes = {} } = options
    const methods = ["GET", "HEAD", ...Object.keys(writes), "OPTIONS"]
    return async (req, res) => {
      for (const [name, value] of siteHeaders) res.setHeader(name, value)
      res.setHeader("access-control-allow-origin", "*")
      // What whoever writes has to know, in another origin too.
      if (options.writes) res.setHeader("access-control-expose-headers", "ETag, Location, Retry-After")
      if (req.method === "OPTIONS") return preflight(res, methods)
      const write = Object.hasOwn(writes, req.method ?? "") && writes[req.method as WriteMethod]
      if (write) return send(res, await answerWrite(req, write, site))
      const { pathname, search } = functionUrl(req)
      const headers = Object.entries(req.headers)
      const asked = { method: req.method ?? "GET", headers, pathname, search, params: req.params ?? {} }
      const run = async (request: LoadRequest<Query, Params>, timing: ServerTiming) =>
        made(await timing.measure("load", () => options.load(request)))
      send(res, await answer(asked, options, site, run, methods))
    }
  }
}

async function answerWrite(req: GatsbyFunctionRequest, write: Write, site: SiteOptions): Promise<Sent> {
  const unstored = { "cache-control": "no-store" }
  const result = await runWrite(req, site, async (request) => made(await write(request)))
  if (result.outcome) {
    const { outcome, headers } = result
    return { status: outcome.status, headers: { ...headers, ...unstored }, outcome }
  }
  const { value, status = 200, headers } = result.made
  return { status, headers: { ...headers, ...unstored }, value }
}

/** What `load` or a write returned, as it is sent. */
async function made(value: unknown): Promise<Made<Body>> {
  if (isOutcome(value)) throw value
  if (value instanceof Response) return fromResponse(value)
  assertSerializable(value, "result")
  return { value: JSON.stringify(value ?? null), headers: { "content-type": json } }
}

function preflight(res: GatsbyFunctionResponse, methods: readonly string[]): void {
  res.setHeader("access-control-allow-methods", methods.join(", "))
  // "*" means every header but Authorization (Fetch standard, CORS non-wildcard request-header name).
  res.setHeader("access-control-allow-headers", "*, Authorization")
  res.setHeader("access-control-max-age", "86400")
  res.status(204).end()
}

type Body = string | Buffer

const json = "application/json; charset=utf-8"

/** A response of load's own. Its Cache-Control stands in the place of the endpoint's policy. */
async function fromResponse(response: Response): Promise<Made<Body>> {
  const body = Buffer.from(await response.arrayBuffer())
  const headers: OutgoingHeaders = Object.fromEntries(response.headers)
  const cookies = response.headers.getSetCookie()
  if (cookies.length) headers["set-cookie"] = cookies
  return { value: body, status: response.status, headers }
}

type Sent = { status: number; headers: OutgoingHeaders; outcome?: Outcome; value?: Body }

function send(res: GatsbyFunctionResponse, { status, headers, outcome, value }: Sent): void {
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
  if (outcome) {
    res.setHeader("content-type", "application/problem+json; charset=utf-8")
    res.status(status).send(JSON.stringify(problem(outcome)))
  } else res.status(status).send(value)
}

/** RFC 9457. The type is "about:blank": the status says what kind of problem it is. */
function problem({ title, status, detail, errors, suggestions, successors }: Outcome) {
  return { type: "about:blank", title, status, detail, errors, suggestions, successors }
}
