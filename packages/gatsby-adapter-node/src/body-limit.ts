import type { IncomingMessage } from "node:http"
import fastifyPlugin from "fastify-plugin"
import { BodyTooLarge } from "./errors"
import { writeFunctionError } from "./functions/function-error"

/** Limits the size of request bodies: by Content-Length before, and by counting while a body arrives. */
export const bodyLimit = fastifyPlugin<{ maxBytes: number }>((fastify, { maxBytes }, done) => {
  fastify.addHook("onRequest", (request, reply, next) => {
    const { headers, raw } = request
    if (Number(headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes)
    // Only functions read bodies.
    const isCounted = headers["transfer-encoding"] !== undefined && fastify.match(raw).kind === "function"
    if (isCounted) countBody(raw, maxBytes, (error) => writeFunctionError(error, reply.raw, request))
    next()
  })
  done()
})

/**
 * Counts the bytes of a chunked body. The function does not receive the chunk that exceeds the limit, and its stream
 * fails. The rest of the body is discarded: a client that is still sending would not read the response otherwise. Must
 * be called before the body is read.
 *
 * It overrides methods of this request because Express, its parsers and functions read Node's own request object: a
 * stream in between would have to replace it.
 * @param onTooLarge called once
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
    // Node's own method would close the connection before the response is sent.
    request._destroy = (reason, done) => done(request.listenerCount("error") > 0 ? reason : null)
    request.destroy(error)
    return true
  }
}

const tooLarge = (maxBytes: number) => new BodyTooLarge(maxBytes.toLocaleString("en"))
