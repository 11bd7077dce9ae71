import fastifyPlugin from "fastify-plugin"

/** What a process can say of itself. */
export type Health = {
  /** Whether it takes requests: false before it listens and once it stops. */
  isReady(): boolean
  /** All figures, in the text format of Prometheus. Rejects where a worker does not tell its own. */
  metrics(): Promise<string>
}

export const metricsType = "text/plain; version=0.0.4; charset=utf-8"

/**
 * `/healthz` (it lives), `/readyz` (send it requests) and `/metrics`. Answered before anything else looks at the
 * request: a host that is busy is alive.
 */
export const healthRoutes = fastifyPlugin<Health>((fastify, { isReady, metrics }, done) => {
  fastify.addHook("onRequest", async (request, reply) => {
    const answer = await healthAnswer(request.raw.url, { isReady, metrics })
    if (!answer) return
    request.routeName = "health"
    reply.header("cache-control", "no-store")
    return reply.code(answer.status).type(answer.type).send(answer.body)
  })
  done()
})

/** The answer for one of the three paths; undefined for any other. */
export async function healthAnswer(
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
        // Those of the others alone would look as if counters had gone down.
        () => text(503, "A worker did not tell its figures in time. Ask again."),
      )
    default:
      return undefined
  }
}
