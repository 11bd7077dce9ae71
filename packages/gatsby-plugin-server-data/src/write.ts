import type { StandardSchemaV1 } from "@standard-schema/spec"
import type { GatsbyFunctionConfig, GatsbyFunctionRequest } from "gatsby"
import { outcomeHeaders } from "./cache-policy"
import { withinDeadline } from "./deadline"
import { type ErrorOptions, outcomeOfError, requestIdOf } from "./failure"
import { badRequest, type Outcome, type OutcomeHeaders, refused } from "./outcome"
import { functionUrl } from "./own-url"
import { parseSchema } from "./parameters"
import { pathPrefix } from "./site-path"

export type WriteMethod = "POST" | "PUT" | "PATCH" | "DELETE"

/** What a write gets. */
export type WriteRequest = {
  headers: Headers
  params: Record<string, string>
  /** As the body parsers left it: `readJson` reads it. */
  body: unknown
  /** The client's, as the host knows it. */
  address: string
  /** Aborted at the deadline. */
  signal: AbortSignal
}

/**
 * Changes something. Returns what is sent as JSON, or a `Response`. Throws an outcome (`refused`, `badRequest`, …), which
 * is sent as a problem (RFC 9457). Nothing of it is kept by any cache.
 */
export type Write = (request: WriteRequest) => unknown

/** Milliseconds. */
const deadline = 20_000

/** Gatsby's functions get Express's request; its types tell less of it. */
type ExpressRequest = GatsbyFunctionRequest & { ip?: string }

/** Runs a write, with its errors as outcomes and the headers that they ask for. */
export async function runWrite<Made>(
  req: GatsbyFunctionRequest,
  site: ErrorOptions,
  run: (request: WriteRequest) => Promise<Made>,
): Promise<{ made: Made; outcome?: undefined } | { outcome: Outcome; headers: OutcomeHeaders }> {
  const { pathname, search } = functionUrl(req)
  const url = pathname + search
  const { method = "", ip = "" } = req as ExpressRequest
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined && !name.startsWith(":")) headers.set(name, String(value))
  }
  const requestId = requestIdOf(req.headers["x-request-id"])
  const outcomeOf = (error: unknown) =>
    outcomeOfError(error, site, { method, url, ownUrl: pathname, requestId })
  try {
    const write = (signal: AbortSignal) =>
      run({ headers, params: req.params ?? {}, body: req.body, address: ip, signal })
    // After the deadline it is too late for an answer, so the outcome is made for the log alone.
    return { made: await withinDeadline(deadline, write, (error) => void outcomeOf(error)) }
  } catch (error) {
    const outcome = outcomeOf(error)
    return { outcome, headers: outcomeHeaders(outcome, pathPrefix()) }
  }
}

/**
 * The `config` of a function that uses `readJson`: JSON comes as bytes, since Gatsby's own parser takes what is no JSON
 * for an empty body. The limit here is what a host may spend on it; `readJson` has one of its own.
 */
export const jsonAsBytes: GatsbyFunctionConfig = {
  bodyParser: { raw: { type: "application/json", limit: "10mb" } },
}

/**
 * The JSON that a write was sent, by its schema.
 * @param limit bytes
 * @throws Outcome 415, 413 or 400
 */
export async function readJson<Schema extends StandardSchemaV1>(
  { headers, body }: WriteRequest,
  schema: Schema,
  limit: number,
): Promise<StandardSchemaV1.InferOutput<Schema>> {
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase()
  if (type !== "application/json") {
    throw refused(
      415,
      type
        ? `The content type must be application/json, not ${type}.`
        : "The content type must be application/json. The request has none.",
    )
  }
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  // A parser that was sent more than its own limit hands nothing on under `gatsby serve`.
  if (Math.max(bytes.length, Number(headers.get("content-length") ?? 0)) > limit) {
    throw refused(413, `Takes at most ${limit.toLocaleString("en")} bytes.`)
  }
  return parseSchema(schema, parseJson(bytes.toString("utf8")))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw badRequest(`This is no JSON: ${error instanceof Error ? error.message : "it cannot be read"}.`)
  }
}
