import type { IncomingMessage } from "node:http"
import fastifyPlugin from "fastify-plugin"
import { BodyTooLarge } from "./errors"
import { writeFunctionError } from "./functions/function-error"

export const bodyLimit = fastifyPlugin<{ maxBytes: number }>((fastify, { maxBytes }, done) => {
  fastify.addHook("onRequest", (request, reply, next) => {
    const { headers, raw } = request
    if (Number(headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes)
    // Only Gatsby Functions read bodies, so bodies of other requests are not counted.
    const isCounted = headers["transfer-encoding"] !== undefined && fastify.match(raw).kind === "function"
    if (isCounted) countBody(raw, maxBytes, (error) => writeFunctionError(error, reply.raw, request))
    next()
  })
  done()
})

/**
 * Counts the bytes of a chunked body. Above the limit, the request's stream fails, and the server reads and discards
 * the rest of the body. It must read the rest, because a client that cannot send its body may never read the response.
 * This function overrides methods of Node's request, because Express and the Gatsby Function read that object.
 */
function countBody(request: IncomingMessage, maxBytes: number, onTooLarge: (error: Error) => void): void {
  const push = request.push.bind(request)
  let bytes = 0
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    if (bytes > maxBytes) return true
    bytes += chunk?.length ?? 0
    if (bytes <= maxBytes) return push(chunk, encoding)
    const error = tooLarge(maxBytes)
    onTooLarge(error)
    // Node's own `_destroy` would close the connection before the response is sent.
    request._destroy = (reason, done) => done(request.listenerCount("error") > 0 ? reason : null)
    request.destroy(error)
    return true
  }
}

const tooLarge = (maxBytes: number) => new BodyTooLarge(maxBytes.toLocaleString("en"))
