import cluster, { type Worker } from "node:cluster"
import { createServer } from "node:http"
import type { Configuration } from "./configuration"
import { type Health, healthAnswer } from "./health"
import { beat, type FromWorker, isMessage, stopPatience, type ToWorker } from "./messages"
import { complaint } from "./worker-life"

/** Milliseconds: a worker that dies younger is started again later and later. */
const youth = 10_000
const longestPause = 10_000

type Life = {
  worker: Worker
  born: number
  ready: boolean
  missed: number
  /** An exception left its state unknown. It goes on until its successor is ready. */
  failing: boolean
  /** The failing worker that stops when this one is ready. */
  predecessor?: Life | undefined
}

/**
 * The process that starts workers and watches over them: a dead one is replaced, one that hangs is killed and
 * replaced, and none takes the others along.
 */
export function runPrimary(program: string, site: string, configuration: Configuration): void {
  const { host, adminPort } = configuration
  const workers = new WatchedWorkers(program, site, configuration)
  process.on("SIGTERM", () => workers.stop())
  process.on("SIGINT", () => workers.stop())
  workers.start()
  const health = { isReady: () => workers.isReady, metrics: allMetrics }
  if (adminPort !== undefined) serveHealth(adminPort, host, health)
}

class WatchedWorkers {
  readonly #configuration: Configuration
  readonly #lives = new Map<number, Life>()
  #everReady = false
  #stopping = false
  #deaths = 0

  constructor(program: string, site: string, configuration: Configuration) {
    this.#configuration = configuration
    // Each worker accepts connections by itself, so a hung worker gets none. With SCHED_RR a hung worker gets one more,
    // which breaks when the worker is killed. On Linux, two workers under load got equal shares with SCHED_NONE.
    cluster.schedulingPolicy = cluster.SCHED_NONE
    cluster.setupPrimary({ exec: program, args: [site] })
    cluster.on("message", (worker, message: unknown) => {
      const life = this.#lives.get(worker.id)
      if (life && isMessage<FromWorker>(message)) this.#hear(life, message)
    })
    cluster.on("exit", (worker, code, signal) => this.#bury(worker, signal ?? code))
  }

  get isReady(): boolean {
    return !this.#stopping && [...this.#lives.values()].some(({ ready }) => ready)
  }

  start(): void {
    for (let count = 0; count < this.#configuration.workers; count++) this.#startOne()
    // Counted, not timed: a machine that slept does not make its workers look dead.
    setInterval(() => {
      for (const life of this.#lives.values()) {
        life.missed += 1
        const wrong = complaint(life)
        if (!wrong) continue
        console.error(`Worker ${life.worker.process.pid} ${wrong}; it is killed.`)
        life.worker.process.kill("SIGKILL")
      }
    }, beat)
  }

  stop(): void {
    if (this.#stopping) return
    this.#stopping = true
    for (const { worker, ready } of this.#lives.values()) {
      // A worker that is still starting has no requests to finish.
      if (ready) send(worker, { host: "stop" })
      else worker.process.kill("SIGKILL")
    }
    if (this.#lives.size === 0) process.exit(0)
    setTimeout(() => {
      for (const { worker } of this.#lives.values()) worker.process.kill("SIGKILL")
    }, stopPatience + 1_500)
  }

  #startOne(predecessor?: Life): void {
    if (this.#stopping) return
    const worker = cluster.fork()
    // One that is just dying cannot be told anything any more, and its end is told by "exit".
    worker.on("error", (error) => {
      if (worker.process.pid === undefined) throw error
    })
    const born = performance.now()
    this.#lives.set(worker.id, { worker, born, ready: false, missed: 0, failing: false, predecessor })
  }

  #hear(life: Life, message: FromWorker): void {
    const { worker } = life
    life.missed = 0
    switch (message.host) {
      case "ready":
        this.#welcome(life)
        break
      case "failing":
        life.failing = true
        this.#replace(life, "is replaced")
        break
      case "refused":
        if (!this.#everReady) refuse(message.sentence)
        console.error(message.sentence)
        worker.process.kill("SIGKILL")
        break
      case "metrics?": {
        const { question } = message
        allMetrics().then(
          (text) => send(worker, { host: "metrics", question, text }),
          () => send(worker, { host: "no metrics", question }),
        )
      }
    }
  }

  #welcome(life: Life): void {
    const { host, port } = this.#configuration
    life.ready = true
    if (!this.#everReady)
      console.log(`Listening at http://${host.includes(":") ? `[${host}]` : host}:${port}`)
    this.#everReady = true
    if (life.predecessor) send(life.predecessor.worker, { host: "stop" })
  }

  #bury(worker: Worker, reason: string | number): void {
    const life = this.#lives.get(worker.id)
    this.#lives.delete(worker.id)
    if (this.#stopping) {
      if (this.#lives.size === 0) process.exit(0)
      return
    }
    if (!this.#everReady) refuse(`The host could not start: its worker ended with ${reason}.`)
    if (life && !life.failing) this.#replace(life, `ended with ${reason}`)
  }

  /** Starts a successor: at once, or later and later if workers die young. */
  #replace(life: Life, reason: string): void {
    this.#deaths = performance.now() - life.born < youth ? this.#deaths + 1 : 0
    const pause = this.#deaths > 1 ? Math.min(longestPause, 100 * 2 ** this.#deaths) : 0
    console.error(`Worker ${life.worker.process.pid} ${reason}; another starts in ${pause} ms.`)
    setTimeout(() => this.#startOne(life.failing ? life : life.predecessor), pause)
  }
}

const send = (worker: Worker, message: ToWorker) => worker.isConnected() && worker.send(message)

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
