import type { FastifyReply, FastifyRequest } from "fastify"
import fastifyPlugin from "fastify-plugin"

export const standardHeaders = fastifyPlugin((fastify, _options, done) => {
  fastify.addHook("onRequest", (request, reply, next) => {
    request.raw.headers["x-request-id"] = request.id
    setStandardHeaders(request, reply)
    next()
  })
  done()
})

export function setStandardHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ "x-request-id": request.id, "x-content-type-options": "nosniff" })
  // Browsers ignore HSTS over HTTP (RFC 6797 §7.2).
  if (request.protocol === "https") reply.header("strict-transport-security", "max-age=31536000")
}

/** Whether an X-Request-ID of a proxy is safe to use in logs and pages. */
export const isRequestId = (value: unknown): value is string =>
  typeof value === "string" && /^[\w.-]{8,64}$/.test(value)
