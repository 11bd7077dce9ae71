import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"
import {
  type Answer,
  type AnswerOptions,
  answer,
  checkSetup,
  type LoadRequest,
  type Made,
  type SiteOptions,
} from "./answer"
import { isOutcome, type Outcome } from "./outcome"
import { splitUrl } from "./own-url"
import { assertSerializable } from "./serializable"

export type EndpointOptions<Query, Params, Result> = AnswerOptions<Query, Params> & {
  /**
   * Returns what is sent as JSON, or a `Response` for anything else: its body, its status and its headers, of which
   * `content-type` says what it is. Throws an outcome (`notFound`, …), which is sent as a problem (RFC 9457).
   */
  load(request: LoadRequest<Query, Params>): Result | Promise<Result>
}

export type Endpoint = (req: GatsbyFunctionRequest, res: GatsbyFunctionResponse) => Promise<void>

/**
 * Makes the site's `endpoint({ … })`, whose result a file in `src/api` exports as its default: the contract of
 * getServerData for JSON, open to every origin.
 */
export function createEndpoint(site: SiteOptions = {}) {
  return function endpoint<Query = undefined, Params = undefined, Result = unknown>(
    options: EndpointOptions<Query, Params, Result>,
  ): Endpoint {
    if (typeof options?.load !== "function") {
      throw new TypeError("endpoint({ load }): load must be a function that returns what is sent as JSON.")
    }
    checkSetup(options)
    return async (req, res) => {
      res.setHeader("access-control-allow-origin", "*")
      if (req.method === "OPTIONS") return preflight(res)
      const { pathname, search } = splitUrl(urlOf(req))
      const headers = Object.entries(req.headers)
      const asked = { method: req.method ?? "GET", headers, pathname, search, params: req.params ?? {} }
      const answered = await answer(asked, options, site, async (request, timing): Promise<Made<Body>> => {
        const value = await timing.measure("load", () => options.load(request))
        if (isOutcome(value)) throw value
        if (value instanceof Response) return fromResponse(value)
        assertSerializable(value, "result")
        return { value: JSON.stringify(value ?? null), headers: { "content-type": json } }
      })
      send(res, answered)
    }
  }
}

/** Functions are mounted on /api, where Express keeps the whole path in originalUrl. */
function urlOf(req: GatsbyFunctionRequest): string {
  return ("originalUrl" in req && typeof req.originalUrl === "string" ? req.originalUrl : req.url) ?? "/"
}

function preflight(res: GatsbyFunctionResponse): void {
  res.setHeader("access-control-allow-methods", "GET, HEAD, OPTIONS")
  res.setHeader("access-control-allow-headers", "*")
  res.setHeader("access-control-max-age", "86400")
  res.status(204).end()
}

type Body = string | Buffer

const json = "application/json; charset=utf-8"

/** A response of load's own. Its Cache-Control stands in the place of the endpoint's policy. */
async function fromResponse(response: Response): Promise<Made<Body>> {
  const body = Buffer.from(await response.arrayBuffer())
  return { value: body, status: response.status, headers: Object.fromEntries(response.headers) }
}

function send(res: GatsbyFunctionResponse, answered: Answer<Body>): void {
  const { status, headers, outcome } = answered
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
  if (outcome?.status === 405) res.setHeader("allow", "GET, HEAD, OPTIONS")
  if (outcome) {
    res.setHeader("content-type", "application/problem+json; charset=utf-8")
    res.status(status).send(JSON.stringify(problem(outcome)))
  } else res.status(status).send(answered.value)
}

/** RFC 9457. The type is "about:blank": the status says what kind of problem it is. */
function problem({ title, status, detail, errors, suggestions, successors }: Outcome) {
  return { type: "about:blank", title, status, detail, errors, suggestions, successors }
}
