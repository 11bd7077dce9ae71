import fastifyPlugin from "fastify-plugin"
import { runInRequest } from "../request-context"
import { handleMatch } from "../routing"
import { writeFunctionError } from "./function-error"
import type { FunctionHost } from "./function-host"

export const functionRoutes = fastifyPlugin<{ host: FunctionHost }>((fastify, { host }, done) => {
  handleMatch(fastify, "function", ({ url }, request, reply) => {
    const onError = (error: unknown) => writeFunctionError(error, reply.raw, request)
    reply.hijack()
    // After a rewrite, Express must find the function by the path of the function, not by the path of the request.
    if (url !== undefined) request.raw.url = url
    for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? "")
    runInRequest({ id: request.id, fail: onError }, () => host.run(request.raw, reply.raw, onError))
  })
  done()
})
