import fastifyPlugin from "fastify-plugin"
import { runInRequest } from "../request-context"
import { handleMatch } from "../routing"
import { writeFunctionError } from "./function-error"
import { createFunctionHost, type FunctionHostOptions } from "./function-host"

/** Serves the functions of the site. */
export const functionRoutes = fastifyPlugin<FunctionHostOptions>((fastify, options, done) => {
  const host = createFunctionHost(options)
  fastify.addHook("onReady", async () => {
    for (const { file, error } of host.load()) {
      fastify.log.warn({ err: error }, `${file} could not be loaded; the next request tries again`)
    }
  })
  handleMatch(fastify, "function", (_match, request, reply) => {
    const onError = (error: unknown) => writeFunctionError(error, reply.raw, request)
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? "")
    runInRequest({ id: request.id, fail: onError }, () => host.run(request.raw, reply.raw, onError))
  })
  done()
})
