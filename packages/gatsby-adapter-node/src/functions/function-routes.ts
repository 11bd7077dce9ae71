import fastifyPlugin from "fastify-plugin"
import { runInRequest } from "../request-context"
import { handleMatch } from "../routing"
import { writeFunctionError } from "./function-error"
import type { FunctionHost } from "./function-host"

export const functionRoutes = fastifyPlugin<{ host: FunctionHost }>((fastify, { host }, done) => {
  handleMatch(fastify, "function", (_match, request, reply) => {
    const onError = (error: unknown) => writeFunctionError(error, reply.raw, request)
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? "")
    runInRequest({ id: request.id, fail: onError }, () => host.run(request.raw, reply.raw, onError))
  })
  done()
})
