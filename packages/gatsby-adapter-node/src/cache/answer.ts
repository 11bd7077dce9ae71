import { createHash } from "node:crypto"
import type { IncomingHttpHeaders, ServerResponse } from "node:http"
import type { CacheEntry } from "./cache-entry"
import { sendWhole } from "./capture-response"
import { compress, type Encoding, isCompressible } from "./content-encoding"
import { fieldOf, isNotModified, membersOf, type ResponseHead, type ResponseHeaders } from "./response-head"

/** The request that is answered, with its headers as the client sent them. */
export type Asking = {
  method: string
  headers: IncomingHttpHeaders
  /** The encoding that it likes best. */
  encoding: Encoding | undefined
}

/** Fields of this one answer, beside those of the response: `Age`, `Cache-Status`, the request's id. */
export type OwnFields = ResponseHeaders

/** Sends a response whose whole body is known: encoded as the client likes it, or as 304 where the client has it. */
export function sendAnswer(
  response: ServerResponse,
  asking: Asking,
  { status, headers }: ResponseHead,
  body: Buffer,
  own: OwnFields,
  encode: (encoding: Encoding) => Promise<Buffer> | Buffer,
) {
  const fields: ResponseHeaders = { ...headers, ...own }
  if (hasNoBody(status)) return sendWhole(response, status, fields, undefined)
  const compressible = isCompressible(headers, body.length)
  if (compressible) fields.vary = withAcceptEncoding(fieldOf(headers, "vary"))
  const isRead = asking.method === "GET" || asking.method === "HEAD"
  if (isRead && isNotModified(asking.headers, { status, headers: fields })) {
    return sendWhole(response, 304, withoutContent(fields))
  }
  const send = (bytes: Buffer) => {
    if (response.destroyed) return
    fields["content-length"] = String(bytes.length)
    sendWhole(response, status, fields, asking.method === "HEAD" ? undefined : bytes)
  }
  if (!compressible || !asking.encoding) return send(body)
  const encoded = encode(asking.encoding)
  fields["content-encoding"] = asking.encoding
  const etag = fieldOf(fields, "etag")
  // A strong one would say that the bytes are the same in each encoding (RFC 9110, 8.8.3.3).
  if (etag?.startsWith('"')) fields.etag = `W/${etag}`
  if (Buffer.isBuffer(encoded)) return send(encoded)
  encoded.then(send, () => {
    delete fields["content-encoding"]
    send(body)
  })
}

export function sendUnstored(
  response: ServerResponse,
  asking: Asking,
  { status, headers }: ResponseHead,
  body: Buffer,
  own: OwnFields,
) {
  const isRead = asking.method === "GET" || asking.method === "HEAD"
  const fields =
    isRead && !/\bno-store\b/i.test(fieldOf(headers, "cache-control") ?? "")
      ? withEntityTag({ status, headers }, body)
      : headers
  // The body of a HEAD is not there to be measured.
  if (asking.method === "HEAD" && body.length === 0) {
    return sendWhole(response, status, { ...fields, ...own })
  }
  sendAnswer(response, asking, { status, headers: fields }, body, own, (encoding) => compress(body, encoding))
}

/** Sends a stored response. `remember` keeps an encoding that was made for it. */
export function sendStored(
  response: ServerResponse,
  asking: Asking,
  entry: CacheEntry,
  own: OwnFields,
  remember: (encoding: Encoding, body: Buffer) => void,
): void {
  sendAnswer(response, asking, entry, entry.body, own, (encoding) => {
    const known = entry.encoded.get(encoding)
    if (known) return known
    return compress(entry.body, encoding).then((body) => {
      remember(encoding, body)
      return body
    })
  })
}

/** The headers with a validator, where the route gave none: two answers of the same bytes are the same answer. */
export function withEntityTag({ status, headers }: ResponseHead, body: Buffer): ResponseHeaders {
  if (status !== 200 || headers.etag !== undefined || body.length === 0) return headers
  return { ...headers, etag: `W/"${createHash("sha1").update(body).digest("base64url")}"` }
}

const hasNoBody = (status: number) => status < 200 || status === 204 || status === 304

const ofContent = /^content-(?:length|encoding|type|language|range)$|^last-modified$/

const withoutContent = (headers: ResponseHeaders): ResponseHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofContent.test(name)))

function withAcceptEncoding(vary: string | undefined): string {
  if (vary === undefined || vary === "") return "Accept-Encoding"
  return membersOf(vary).some((name) => name === "accept-encoding" || name === "*")
    ? vary
    : `${vary}, Accept-Encoding`
}
