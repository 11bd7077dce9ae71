import { once } from "node:events"
import { AggregatorRegistry } from "prom-client"
import { type Configuration, listenErrorMessage } from "./configuration"
import { StartupError } from "./errors"
import { stopGracefully } from "./graceful-stop"
import { createHost } from "./host"
import { register } from "./register"
import { catchLateErrors } from "./request-context"
import { type FromWorker, heartbeatMs, isMessage, stopTimeoutMs, type ToWorker } from "./worker-messages"

/**
 * Runs a worker process, which handles requests until it receives "stop" or SIGTERM.
 * @throws StartupError if the build is not valid or the port is in use
 */
export async function runWorker(site: string, configuration: Configuration): Promise<void> {
  const { port, host, adminPort, workers, cacheMegabytes, trustProxy, logLevel } = configuration
  // Create the registry before any other listener. The primary process can request metrics while this worker starts.
  // Node keeps messages until the first listener exists, and delivers them only to this listener.
  new AggregatorRegistry()
  let isReady = false
  const health = { isReady: () => isReady, metrics: createMetricsRequester() }
  const fastify = await createHost({
    site,
    cacheBytes: Math.floor((cacheMegabytes * 1_048_576) / workers),
    trustProxy,
    logLevel,
    ...(adminPort === undefined ? { health } : {}),
  })
  AggregatorRegistry.setRegistries([fastify.metrics.registry, register])

  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    isReady = false
    await stopGracefully(fastify.server, stopTimeoutMs)
    process.exit(0)
  }
  let isFailing = false
  catchLateErrors((error, kind) => {
    fastify.log.fatal({ err: error }, `${kind} that belongs to no request`)
    // After an uncaught exception the state of the process is unknown, so the primary process replaces this worker.
    if (kind === "rejection" || isFailing) return
    isFailing = true
    send({ host: "failing" })
  })
  process.on("SIGTERM", stop)
  // A terminal sends SIGINT to all processes. A worker ignores SIGINT, because the primary process sends "stop".
  process.on("SIGINT", () => undefined)
  process.on("message", (message) => {
    if (isMessage<ToWorker>(message) && message.host === "stop") stop()
  })

  fastify.server.listen(port, host)
  await once(fastify.server, "listening").catch((error) => {
    throw new StartupError(listenErrorMessage(error, port, host))
  })
  isReady = true
  send({ host: "ready" })
  setInterval(() => send({ host: "alive" }), heartbeatMs).unref()
}

export const send = (message: FromWorker) => process.send?.(message)

function createMetricsRequester(): () => Promise<string> {
  const pending = new Map<number, { resolve(text: string): void; reject(error: Error): void }>()
  let lastId = 0
  process.on("message", (message) => {
    if (!isMessage<ToWorker>(message)) return
    if (message.host !== "metrics" && message.host !== "metrics failed") return
    const request = pending.get(message.id)
    pending.delete(message.id)
    if (message.host === "metrics") request?.resolve(message.text)
    else request?.reject(new Error("A worker did not report its metrics."))
  })
  return () =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      pending.set(id, { resolve, reject })
      send({ host: "request metrics", id })
    })
}
