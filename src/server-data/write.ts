import type { StandardSchemaV1 } from "@standard-schema/spec"
import type { GatsbyFunctionConfig, GatsbyFunctionRequest } from "gatsby"
import { outcomeHeaders } from "./cache-policy"
import { withinDeadline } from "./deadline"
import { type ErrorOptions, logError, outcomeOfError, requestIdOf } from "./failure"
import { badRequest, type Outcome, type OutcomeHeaders, refused } from "./outcome"
import { functionUrl } from "./own-url"
import { parseSchema } from "./parameters"
import { pathPrefix } from "./site-path"

export type WriteMethod = "POST" | "PUT" | "PATCH" | "DELETE"

/** A file of a form (`multipart/form-data`). */
export type UploadedFile = { fieldname: string; buffer: Buffer }

/** What a write gets. */
export type WriteRequest = {
  headers: Headers
  params: Record<string, string>
  /** As the body parsers left it: the fields of a form, and what `readJson` reads. */
  body: unknown
  files: readonly UploadedFile[]
  /** The client's, as the host knows it. */
  address: string
  /** The site's, as the client knows it. */
  hostname: string
  /** Whether the client came by https. */
  secure: boolean
  /** Aborted at the deadline. */
  signal: AbortSignal
  /** Logs an error that the write answers by itself. Returns the id that it stands under in the log. */
  logged(error: unknown): string
}

/**
 * Changes something. Returns what is sent as JSON, or a `Response`. Throws an outcome (`refused`, `badRequest`, …), which
 * is sent as a problem (RFC 9457). Nothing of it is kept by any cache.
 */
export type Write = (request: WriteRequest) => unknown

/** Milliseconds: a write may have a large file to read first. */
const deadline = 20_000

/** Gatsby's functions get Express's request; its types tell less of it. */
type ExpressRequest = GatsbyFunctionRequest & {
  files?: UploadedFile[]
  ip?: string
  hostname?: string
  secure?: boolean
}

/** Runs a write, with its errors as outcomes and the headers that they ask for. */
export async function runWrite<Made>(
  req: GatsbyFunctionRequest,
  site: ErrorOptions,
  run: (request: WriteRequest) => Promise<Made>,
): Promise<{ made: Made; outcome?: undefined } | { outcome: Outcome; headers: OutcomeHeaders }> {
  const { pathname, search } = functionUrl(req)
  const url = pathname + search
  const { method = "", files = [], ip = "", hostname = "", secure = false } = req as ExpressRequest
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined && !name.startsWith(":")) headers.set(name, String(value))
  }
  const requestId = requestIdOf(req.headers["x-request-id"])
  const outcomeOf = (error: unknown) =>
    outcomeOfError(error, site, { method, url, ownUrl: pathname, requestId })
  try {
    const write = (signal: AbortSignal) =>
      run({
        headers,
        params: req.params ?? {},
        body: req.body,
        files,
        address: ip,
        hostname,
        secure,
        signal,
        logged(error) {
          logError(site.log, { id: requestId, error, method, url })
          return requestId
        },
      })
    // After the deadline it is too late for an answer, so the outcome is made for the log alone.
    return { made: await withinDeadline(deadline, write, (error) => void outcomeOf(error)) }
  } catch (error) {
    const outcome = outcomeOf(error)
    return { outcome, headers: outcomeHeaders(outcome, pathPrefix()) }
  }
}

/** A form (`multipart/form-data`): its fields as they were typed, and its files by their field. */
export type SentForm = { fields: Readonly<Record<string, string>>; files: ReadonlyMap<string, Buffer> }

/**
 * The form that a write was sent; undefined where it is none.
 * @throws Outcome 403 for one of another site, which a visitor would send without knowing
 */
export function readForm(request: WriteRequest): SentForm | undefined {
  const { headers, body, files } = request
  if (!headers.get("content-type")?.toLowerCase().startsWith("multipart/form-data")) return undefined
  if (isOfAnotherSite(request)) {
    throw refused(403, "A form is taken from a page of this site alone.")
  }
  const fields = Object.entries(body ?? {}).filter(([, value]) => typeof value === "string")
  return {
    fields: Object.fromEntries(fields),
    files: new Map(files.map(({ fieldname, buffer }) => [fieldname, buffer])),
  }
}

/** Browsers send `Sec-Fetch-Site` to https and localhost alone; elsewhere `Origin` says where a form is from. */
function isOfAnotherSite({ headers, hostname }: WriteRequest): boolean {
  const site = headers.get("sec-fetch-site")
  if (site !== null) return site !== "same-origin" && site !== "none"
  const origin = headers.get("origin")
  return origin !== null && !(URL.canParse(origin) && new URL(origin).hostname === hostname)
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
    throw refused(415, `Takes application/json, not ${type ?? "a body without a content type"}.`)
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
