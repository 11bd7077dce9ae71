import cluster, { type Worker } from "node:cluster"
import { createServer } from "node:http"
import { type Configuration, portSentence } from "./configuration"
import { Connections } from "./connections"
import { type Health, healthAnswer } from "./health"
import { beat, type FromWorker, isMessage, stopPatience, type ToWorker } from "./messages"
import { complaint } from "./worker-life"

/** Milliseconds: a worker that dies younger is started again later and later. */
const youth = 10_000
const longestPause = 10_000

type Life = { worker: Worker; born: number; ready: boolean; missed: number }

/**
 * The process that starts workers and watches over them: a dead one is replaced, one that hangs is killed and
 * replaced, and none takes the others along.
 */
export function runPrimary(program: string, configuration: Configuration): void {
  const { port, host, adminPort, workers } = configuration
  const lives = new Map<number, Life>()
  const connections = new Connections()
  let everReady = false
  let stopping = false
  let deaths = 0

  cluster.setupPrimary({ exec: program, args: [] })
  const send = (worker: Worker, message: ToWorker) => worker.isConnected() && worker.send(message)
  const start = () => {
    if (stopping) return
    const worker = cluster.fork()
    // One that is just dying cannot be told anything any more, and its end is told by "exit".
    worker.on("error", (error) => {
      if (worker.process.pid === undefined) throw error
    })
    lives.set(worker.id, { worker, born: performance.now(), ready: false, missed: 0 })
  }

  cluster.on("message", (worker, message: unknown) => {
    const life = lives.get(worker.id)
    if (!life || !isMessage<FromWorker>(message)) return
    life.missed = 0
    if (message.host === "taken") connections.taken(worker.process, message.number)
    if (message.host === "refused") {
      if (!everReady) refuse(message.sentence)
      console.error(message.sentence)
      worker.process.kill()
    }
    if (message.host === "metrics?") {
      const { question } = message
      allMetrics().then(
        (text) => send(worker, { host: "metrics", question, text }),
        () => send(worker, { host: "no metrics", question }),
      )
    }
    if (message.host !== "ready") return
    life.ready = true
    connections.add(worker.process)
    if (!everReady) console.log(`Listening at http://${host.includes(":") ? `[${host}]` : host}:${port}`)
    everReady = true
  })

  cluster.on("exit", (worker, code, signal) => {
    const life = lives.get(worker.id)
    lives.delete(worker.id)
    connections.remove(worker.process)
    if (stopping) {
      if (lives.size === 0) process.exit(0)
      return
    }
    if (!everReady) refuse(`The host could not start: its worker ended with ${signal ?? code}.`)
    const isYoung = life !== undefined && performance.now() - life.born < youth
    deaths = isYoung ? deaths + 1 : 0
    const pause = deaths > 1 ? Math.min(longestPause, 100 * 2 ** deaths) : 0
    console.error(`Worker ${worker.process.pid} ended with ${signal ?? code}; another starts in ${pause} ms.`)
    setTimeout(start, pause)
  })

  // Counted, not timed: a machine that slept does not make its workers look dead.
  setInterval(() => {
    for (const life of lives.values()) {
      life.missed += 1
      const wrong = complaint(life)
      if (!wrong) continue
      console.error(`Worker ${life.worker.process.pid} ${wrong}; it is killed.`)
      life.worker.process.kill("SIGKILL")
    }
  }, beat)

  const stop = () => {
    if (stopping) return
    stopping = true
    connections.close()
    for (const { worker, ready } of lives.values()) {
      // One that is still starting does not listen yet, and has nothing to finish.
      if (ready) send(worker, { host: "stop" })
      else worker.process.kill()
    }
    if (lives.size === 0) process.exit(0)
    setTimeout(() => {
      for (const { worker } of lives.values()) worker.process.kill("SIGKILL")
    }, stopPatience + 1_500)
  }
  process.on("SIGTERM", stop)
  process.on("SIGINT", stop)

  connections.listen(port, host).then(
    () => {
      for (let count = 0; count < workers; count++) start()
    },
    (error: NodeJS.ErrnoException) => refuse(portSentence(error, port, host)),
  )
  const isReady = () => !stopping && [...lives.values()].some(({ ready }) => ready)
  if (adminPort !== undefined) serveHealth(adminPort, host, { isReady, metrics: allMetrics })
}

/** Ends the start of a host that cannot be, with a sentence that says why. */
export function refuse(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

/** @throws Error where a worker does not tell its own within 5 s: it hangs, or has just died */
async function allMetrics(): Promise<string> {
  // Loaded when it is first asked for: this process has to start its workers, and little else.
  const { AggregatorRegistry } = await import("prom-client")
  return new AggregatorRegistry().clusterMetrics()
}

function serveHealth(port: number, host: string, health: Health): void {
  createServer(async (request, response) => {
    const answer = await healthAnswer(request.url, health)
    response.statusCode = answer?.status ?? 404
    response.setHeader("content-type", answer?.type ?? "text/plain; charset=utf-8")
    response.setHeader("cache-control", "no-store")
    response.setHeader("x-content-type-options", "nosniff")
    response.end(answer?.body ?? "Not Found")
  })
    .on("error", (error: NodeJS.ErrnoException) =>
      refuse(`ADMIN_PORT: nothing can listen on ${host}:${port} (${error.code}).`),
    )
    .listen(port, host)
}
