import fastifyPlugin from "fastify-plugin"
import type { Metrics } from "./metrics"

declare module "fastify" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface extends FastifyInstance
  interface FastifyInstance {
    metrics: Metrics
  }
}

export const requestLog = fastifyPlugin<{ metrics: Metrics }>((fastify, { metrics }, done) => {
  fastify.decorate("metrics", metrics)
  fastify.addHook("onResponse", (request, reply, next) => {
    const milliseconds = reply.elapsedTime
    const status = reply.raw.statusCode
    const route = request.routeName || (request.cacheResult ? "cached" : "refused")
    const cache = request.cacheResult || undefined
    metrics.countResponse({ route, status, milliseconds, cache })
    request.log.info(
      {
        method: request.method,
        url: request.originalUrl,
        status,
        route,
        cache,
        ms: Math.round(milliseconds * 10) / 10,
      },
      "request completed",
    )
    next()
  })
  done()
})
