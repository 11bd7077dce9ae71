import type { IncomingMessage } from "node:http"
import fastifyPlugin from "fastify-plugin"
import { BadRequest, UnsupportedTransferEncoding } from "./errors"

const authority = /^[\w.~!$&'()*+,;=:%[\]-]+$/

export const requestValidation = fastifyPlugin((fastify, _options, done) => {
  fastify.addHook("onRequest", (request, reply, next) => {
    if (request.raw.url === "*" && request.method === "OPTIONS") return reply.code(204).send()
    validateRequest(request.raw)
    next()
  })
  done()
})

/**
 * Refuses requests that Node's parser accepts although HTTP forbids them. Node itself refuses contradicting lengths,
 * spaces before colons, folded lines and similar errors.
 * @throws BadRequest or UnsupportedTransferEncoding if the request is refused
 */
export function validateRequest({ url, rawHeaders, headers, httpVersion }: IncomingMessage): void {
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]
    if (name?.length === 4 && name.toLowerCase() === "host") hosts += 1
  }
  // RFC 9112 §3.2 forbids several Host headers. Node refuses HTTP/1.1 requests without a Host.
  if (hosts > 1 || (headers.host && !authority.test(headers.host))) {
    throw new BadRequest("The request must have exactly one valid Host header.")
  }
  if (!url?.startsWith("/") || url.includes("#")) {
    throw new BadRequest("The request target must be a path without a fragment.")
  }
  const encoding = headers["transfer-encoding"]
  if (encoding === undefined) return
  // RFC 9112 §6.1: Transfer-Encoding needs HTTP/1.1, and the server must respond with 501 to unknown encodings.
  if (httpVersion === "1.0") throw new BadRequest("HTTP/1.0 does not support Transfer-Encoding.")
  if (encoding.toLowerCase() !== "chunked") throw new UnsupportedTransferEncoding()
}

const absoluteForm = /^https?:\/\/([^/?#]*)(.*)/i

/**
 * Returns the path and query of a request target. If the target is in absolute form, its host replaces the `Host`
 * header (RFC 9112 §3.2.2).
 */
export function originForm({ url = "/", headers }: Pick<IncomingMessage, "url" | "headers">): string {
  const [, host, path = ""] = absoluteForm.exec(url) ?? []
  if (host === undefined) return url
  headers.host = host
  return path.startsWith("/") ? path : `/${path}`
}
