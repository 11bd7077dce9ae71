import { createHash } from "node:crypto"
import type { IncomingHttpHeaders, ServerResponse } from "node:http"
import { type CachedResponse, targetedField } from "./cached-response"
import { type CapturedResponse, sendWhole } from "./capture-response"
import { compress, type Encoding, isCompressible } from "./content-encoding"
import { fieldOf, isNotModified, membersOf, type ResponseHead, type ResponseHeaders } from "./response-head"

export type ClientRequest = {
  method: string
  origin: string
  url: string
  headers: IncomingHttpHeaders
  encoding: Encoding | undefined
}

export type ResponseToWrite = CapturedResponse & {
  /** Headers that the cache does not store, such as `Age`, `Cache-Status` and the request ID. */
  ownHeaders: ResponseHeaders
  /** Returns the encoded body. Returns it without a promise if the cache has stored it. */
  encode(encoding: Encoding): Promise<Buffer> | Buffer
}

/**
 * Sends a complete response. Sends 304 if the client has the response, otherwise the body in the encoding that the
 * client prefers.
 */
export function writeResponse(
  response: ServerResponse,
  request: ClientRequest,
  { head: { status, headers }, body, ownHeaders, encode }: ResponseToWrite,
): Promise<void> | void {
  const fields: ResponseHeaders = { ...headers, ...ownHeaders }
  if (hasNoBody(status)) return sendWhole(response, status, fields)
  const isEncodable = isCompressible(headers, body.length)
  if (isEncodable) fields.vary = withAcceptEncoding(fieldOf(headers, "vary"))
  if (isRead(request) && isNotModified(request.headers, { status, headers: fields })) {
    return sendWhole(response, 304, withoutContent(fields))
  }
  const send = (bytes: Buffer) => {
    if (response.destroyed) return
    if (request.encoding && bytes !== body) fields["content-encoding"] = request.encoding
    fields["content-length"] = String(bytes.length)
    sendWhole(response, status, fields, request.method === "HEAD" ? undefined : bytes)
  }
  if (!isEncodable || !request.encoding) return send(body)
  // A strong ETag must differ between encodings (RFC 9110 §8.8.3.3), so the ETag becomes weak.
  const etag = fieldOf(fields, "etag")
  if (etag?.startsWith('"')) fields.etag = `W/${etag}`
  const encoded = encode(request.encoding)
  return Buffer.isBuffer(encoded) ? send(encoded) : encoded.catch(() => body).then(send)
}

export function writeUncached(
  response: ServerResponse,
  request: ClientRequest,
  { head, body }: CapturedResponse,
  ownHeaders: ResponseHeaders,
): Promise<void> | void {
  const { [targetedField]: _, ...headers } = head.headers
  const { status } = head
  const isStorable = isRead(request) && !/\bno-store\b/i.test(fieldOf(headers, "cache-control") ?? "")
  const fields = isStorable ? withEntityTag({ status, headers }, body) : headers
  // A route may send no body for HEAD. The length of the body is then unknown, so no `Content-Length` is computed.
  if (request.method === "HEAD" && body.length === 0) {
    return sendWhole(response, status, { ...fields, ...ownHeaders })
  }
  const encode = (encoding: Encoding) => compress(body, encoding)
  return writeResponse(response, request, { head: { status, headers: fields }, body, ownHeaders, encode })
}

export function writeCached(
  response: ServerResponse,
  request: ClientRequest,
  cached: CachedResponse,
  ownHeaders: ResponseHeaders,
  onEncoded: (encoding: Encoding, body: Buffer) => void,
): Promise<void> | void {
  const encode = (encoding: Encoding) => {
    const stored = cached.encoded.get(encoding)
    if (stored) return stored
    return compress(cached.body, encoding).then((body) => {
      onEncoded(encoding, body)
      return body
    })
  }
  return writeResponse(response, request, { head: cached, body: cached.body, ownHeaders, encode })
}

/** Returns the headers of a response. If the route set no ETag, adds a weak ETag: a hash of the body. */
export function withEntityTag({ status, headers }: ResponseHead, body: Buffer): ResponseHeaders {
  if (status !== 200 || headers.etag !== undefined || body.length === 0) return headers
  return { ...headers, etag: `W/"${createHash("sha1").update(body).digest("base64url")}"` }
}

const isRead = ({ method }: ClientRequest) => method === "GET" || method === "HEAD"

const hasNoBody = (status: number) => status < 200 || status === 204 || status === 304

const contentField = /^content-(?:length|encoding|type|language|range)$|^last-modified$/

const withoutContent = (headers: ResponseHeaders): ResponseHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !contentField.test(name)))

function withAcceptEncoding(vary: string | undefined): string {
  if (vary === undefined || vary === "") return "Accept-Encoding"
  return membersOf(vary).some((name) => name === "accept-encoding" || name === "*")
    ? vary
    : `${vary}, Accept-Encoding`
}
