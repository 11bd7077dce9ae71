/** The writes of an endpoint: POST, PUT, PATCH and DELETE. */
import type { StandardSchemaV1 } from "@standard-schema/spec"
import type { GatsbyFunctionConfig, GatsbyFunctionRequest } from "gatsby"
import { type ErrorOptions, errorHeaders, requestIdOf, toHttpError, translateError } from "./error-handling"
import { HttpError, type HttpErrorData } from "./http-error"
import type { OutgoingHeaders } from "./outgoing-headers"
import { assertSchema, parseSchema } from "./parameters"
import { canonicalUrl, parseFunctionUrl } from "./request-url"
import { describeValue, isPlain } from "./serializable"
import { withTimeout } from "./timeout"

export const writeMethods = ["POST", "PUT", "PATCH", "DELETE"] as const

export type WriteMethod = (typeof writeMethods)[number]

/** The argument of a write. */
export type WriteRequest = {
  headers: Headers
  params: Record<string, string>
  /** The body as the host's parser returned it. `readJson` parses and validates this body. */
  body: unknown
  /** The client's IP address, as the host reports it. */
  clientAddress: string
  /** Aborted after 20 seconds. */
  signal: AbortSignal
}

/**
 * Handles a write. Returns the value to send as JSON, or a `Response`. May throw an `HttpError` (`httpError`,
 * `badRequest`, …), which the server sends as a problem (RFC 9457). No cache keeps the response.
 */
export type WriteHandler = (request: WriteRequest) => unknown

const writeTimeoutMs = 20_000

/** Gatsby passes Express's request to functions. Gatsby's type of the request lacks Express's `ip`. */
type ExpressRequest = GatsbyFunctionRequest & { ip?: string }

/** Runs a write. If the write throws, the result is an HTTP error with its response headers. */
export async function runWrite<Result>(
  req: GatsbyFunctionRequest,
  site: ErrorOptions,
  run: (request: WriteRequest) => Promise<Result>,
): Promise<
  { result: Result; error?: undefined } | { error: HttpErrorData; status: number; headers: OutgoingHeaders }
> {
  const { pathname, search } = parseFunctionUrl(req)
  const { method = "", ip: clientAddress = "" } = req as ExpressRequest
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined && !name.startsWith(":")) headers.set(name, String(value))
  }
  const request = {
    method,
    url: pathname + search,
    canonicalUrl: canonicalUrl("http://localhost", pathname, {}),
    headers,
    requestId: requestIdOf(req.headers["x-request-id"]),
  }
  try {
    const write = (signal: AbortSignal) =>
      run({ headers, params: req.params ?? {}, body: req.body, clientAddress, signal })
    // If the write throws after the timeout, the server has already sent the response. toHttpError then only logs the
    // error.
    const onLateError = (late: unknown) => void toHttpError(late, site, request)
    return { result: await withTimeout(writeTimeoutMs, write, onLateError) }
  } catch (thrown) {
    const error = toHttpError(thrown, site, request)
    const { status } = error
    return { status, headers: errorHeaders(error), error: translateError(error, site, request) }
  }
}

/**
 * The `config` of a function that uses `readJson`. With this `config`, Gatsby passes JSON as bytes. Without it,
 * Gatsby's JSON parser would turn invalid JSON into an empty body. `limit` is the limit of Gatsby's parser. `readJson`
 * has its own limit, `maxBytes`.
 */
export const rawJsonBody: GatsbyFunctionConfig = {
  bodyParser: { raw: { type: "application/json", limit: "10mb" } },
}

/**
 * Validates the JSON body of a write with a schema and returns the schema's output.
 * @param options.maxBytes the size of the largest body that is accepted
 * @throws HttpError 415 (another content type), 413 (larger than `maxBytes`), 400 (invalid JSON, or rejected by the
 * schema)
 * @throws TypeError for an invalid argument, or if the function does not export `rawJsonBody` as its `config`
 */
export async function readJson<Schema extends StandardSchemaV1>(
  { headers, body }: WriteRequest,
  schema: Schema,
  options: { maxBytes: number },
): Promise<StandardSchemaV1.InferOutput<Schema>> {
  assertSchema(schema, "readJson(request, schema, { maxBytes }): schema")
  const { maxBytes } = checkReadOptions(options)
  const contentType = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase()
  if (!contentType) throw new HttpError({ status: 415, code: "content-type-missing" })
  if (contentType !== "application/json")
    throw new HttpError({ status: 415, code: "content-type", values: { contentType } })
  if (isParsed(body)) throw new TypeError("readJson requires: export const config = rawJsonBody")
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  // Under `gatsby serve`, the body is empty if it exceeds the limit of Gatsby's parser. The Content-Length header still
  // contains the size.
  if (Math.max(bytes.length, Number(headers.get("content-length") ?? 0)) > maxBytes) {
    throw new HttpError({
      status: 413,
      code: "body-too-large",
      values: { maxBytes: maxBytes.toLocaleString("en") },
    })
  }
  return parseSchema(schema, parseJson(bytes.toString("utf8")))
}

function checkReadOptions(options: { maxBytes?: unknown } | undefined): { maxBytes: number } {
  const maxBytes = options?.maxBytes
  if (typeof maxBytes === "number" && Number.isInteger(maxBytes) && maxBytes > 0) return { maxBytes }
  throw new TypeError(
    `readJson(request, schema, { maxBytes }): maxBytes must be a whole number of bytes above 0, not ${describeValue(maxBytes)}.`,
  )
}

/**
 * Whether another parser has already parsed the body. Without a body, Express's parsers set an empty
 * object.
 */
function isParsed(body: unknown): boolean {
  if (body === undefined || body === null || body === "" || Buffer.isBuffer(body)) return false
  return typeof body !== "object" || !isPlain(body) || Object.keys(body).length > 0
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new HttpError({ status: 400, code: "invalid-json", values: { reason } })
  }
}
