import fastifyPlugin from "fastify-plugin"

export type Health = {
  /** Returns whether the process accepts requests: true after it has started to listen, until it begins to stop. */
  isReady(): boolean
  /** Returns the metrics of all workers in Prometheus' text format. Rejects if a worker does not report its metrics. */
  metrics(): Promise<string>
}

const metricsType = "text/plain; version=0.0.4; charset=utf-8"

/**
 * Serves `/healthz`, `/readyz` and `/metrics`. Register this plugin before under-pressure. Otherwise an overloaded host
 * would respond to `/healthz` with 503, although it is healthy.
 */
export const healthRoutes = fastifyPlugin<Health>((fastify, health, done) => {
  fastify.addHook("onRequest", async (request, reply) => {
    const response = await healthResponse(request.raw.url, health)
    if (!response) return
    request.routeName = "health"
    reply.header("cache-control", "no-store")
    return reply.code(response.status).type(response.type).send(response.body)
  })
  done()
})

export async function healthResponse(
  url: string | undefined,
  { isReady, metrics }: Health,
): Promise<{ status: number; type: string; body: string } | undefined> {
  const text = (status: number, body: string) => ({ status, type: "text/plain; charset=utf-8", body })
  switch (url) {
    case "/healthz":
      return text(200, "ok")
    case "/readyz":
      return isReady() ? text(200, "ready") : text(503, "not ready")
    case "/metrics":
      return metrics().then(
        (body) => ({ status: 200, type: metricsType, body }),
        // Responds with an error if the metrics of one worker are missing. A sum without this worker would make
        // counters decrease.
        () => text(503, "A worker did not report its metrics in time. Try again."),
      )
    default:
      return undefined
  }
}
