import { once } from "node:events"
import { AggregatorRegistry } from "prom-client"
import { type Configuration, ConfigurationError, portSentence } from "./configuration"
import { stopGracefully } from "./graceful-stop"
import { createHost } from "./host"
import { beat, type FromWorker, isMessage, stopPatience, type ToWorker } from "./messages"
import { register } from "./register"
import { catchLateErrors } from "./request-context"

/**
 * The process that answers requests, until it is told to stop.
 * @throws ConfigurationError if it cannot listen
 */
export async function runWorker(site: string, configuration: Configuration): Promise<void> {
  const { port, host, adminPort, workers, cacheMegabytes, trustProxy, logLevel } = configuration
  // Answers the parent process when it collects the figures of all workers, while this one still starts too. First of
  // all, since Node keeps what the parent said so far for the first that listens.
  new AggregatorRegistry()
  let ready = false
  const health = { isReady: () => ready, metrics: askForMetrics() }
  const fastify = await createHost({
    site,
    cacheBytes: Math.floor((cacheMegabytes * 1_048_576) / workers),
    trustProxy,
    logLevel,
    ...(adminPort === undefined ? { health } : {}),
  })
  // And what the site counts itself.
  AggregatorRegistry.setRegistries([fastify.metrics.registry, register])

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    ready = false
    await stopGracefully(fastify.server, stopPatience)
    process.exit(0)
  }
  let failing = false
  catchLateErrors((error, kind) => {
    fastify.log.fatal({ err: error }, `an ${kind} that belongs to no request`)
    // After an exception nobody knows what still holds; a fresh process does.
    if (kind === "rejection" || failing) return
    failing = true
    tell({ host: "failing" })
  })
  process.on("SIGTERM", stop)
  // A terminal sends it to all processes; the parent passes it on as "stop".
  process.on("SIGINT", () => undefined)
  process.on("message", (message) => {
    if (isMessage<ToWorker>(message) && message.host === "stop") stop()
  })

  fastify.server.listen(port, host)
  await once(fastify.server, "listening").catch((error) => {
    throw new ConfigurationError(portSentence(error, port, host))
  })
  ready = true
  tell({ host: "ready" })
  setInterval(() => tell({ host: "beat" }), beat).unref()
}

export const tell = (message: FromWorker) => process.send?.(message)

/** The figures of all workers are known to the parent process alone. */
function askForMetrics(): () => Promise<string> {
  const waiting = new Map<number, { resolve(text: string): void; reject(error: Error): void }>()
  let questions = 0
  process.on("message", (message) => {
    if (!isMessage<ToWorker>(message)) return
    if (message.host !== "metrics" && message.host !== "no metrics") return
    const asker = waiting.get(message.question)
    waiting.delete(message.question)
    if (message.host === "metrics") asker?.resolve(message.text)
    else asker?.reject(new Error("A worker did not tell its figures."))
  })
  return () =>
    new Promise((resolve, reject) => {
      const question = ++questions
      waiting.set(question, { resolve, reject })
      tell({ host: "metrics?", question })
    })
}
