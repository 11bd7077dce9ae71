import cluster, { type Worker } from "node:cluster"
import { createServer } from "node:http"
import type { Configuration } from "./configuration"
import { type Health, healthResponse } from "./health"
import { livenessFailure } from "./worker-liveness"
import { type FromWorker, heartbeatMs, isMessage, stopTimeoutMs, type ToWorker } from "./worker-messages"

const minLifetimeMs = 10_000
const maxDelayMs = 10_000

type WorkerState = {
  worker: Worker
  startedAt: number
  isReady: boolean
  missed: number
  /**
   * Whether an uncaught exception left the worker in an unknown state. The worker handles requests until its
   * replacement is ready.
   */
  isFailing: boolean
  predecessor?: WorkerState | undefined
}

/** Starts the workers. Replaces each worker that ends, fails or does not respond. */
export function runPrimary(program: string, site: string, configuration: Configuration): void {
  const { host, adminPort } = configuration
  const workers = new WorkerSupervisor(program, site, configuration)
  process.on("SIGTERM", () => workers.stop())
  process.on("SIGINT", () => workers.stop())
  const health = { isReady: () => workers.isReady, metrics: collectMetrics }
  const start = () => workers.start()
  if (adminPort === undefined) start()
  // Opens the admin port before the workers start. If the admin port is in use, the primary process exits. A worker
  // that was starting at this time would fail and print a stack trace.
  else serveHealth(adminPort, host, health, start)
}

class WorkerSupervisor {
  readonly #configuration: Configuration
  readonly #states = new Map<number, WorkerState>()
  #wasReady = false
  #isStopping = false
  #earlyEnds = 0

  constructor(program: string, site: string, configuration: Configuration) {
    this.#configuration = configuration
    // With SCHED_RR, the primary process would assign a connection to a worker that hangs. With SCHED_NONE, the workers
    // accept connections themselves. On Linux, they received equal shares of the connections.
    cluster.schedulingPolicy = cluster.SCHED_NONE
    cluster.setupPrimary({ exec: program, args: [site] })
    cluster.on("message", (worker, message: unknown) => {
      const state = this.#states.get(worker.id)
      if (state && isMessage<FromWorker>(message)) this.#handleMessage(state, message)
    })
    cluster.on("exit", (worker, code, signal) => this.#handleExit(worker, signal ?? code))
  }

  get isReady(): boolean {
    return !this.#isStopping && [...this.#states.values()].some(({ isReady }) => isReady)
  }

  start(): void {
    for (let count = 0; count < this.#configuration.workers; count++) this.#startWorker()
    // Counts missed heartbeats instead of measuring the time since the last heartbeat. Otherwise the primary process
    // would replace all workers after the computer sleeps.
    setInterval(() => {
      for (const state of this.#states.values()) {
        state.missed += 1
        const failure = livenessFailure(state)
        if (!failure) continue
        console.error(`Worker ${state.worker.process.pid} ${failure}. Ending it.`)
        state.worker.process.kill("SIGKILL")
      }
    }, heartbeatMs)
  }

  stop(): void {
    if (this.#isStopping) return
    this.#isStopping = true
    for (const { worker, isReady } of this.#states.values()) {
      if (isReady) send(worker, { host: "stop" })
      else worker.process.kill("SIGKILL")
    }
    if (this.#states.size === 0) process.exit(0)
    setTimeout(() => {
      for (const { worker } of this.#states.values()) worker.process.kill("SIGKILL")
    }, stopTimeoutMs + 1_500)
  }

  #startWorker(predecessor?: WorkerState): void {
    if (this.#isStopping) return
    const worker = cluster.fork()
    // Sending a message to a worker that has just exited emits an error. The error is ignored, because the "exit"
    // listener handles the worker. A worker without a process ID could not start, so its error is thrown.
    worker.on("error", (error) => {
      if (worker.process.pid === undefined) throw error
    })
    const startedAt = performance.now()
    this.#states.set(worker.id, {
      worker,
      startedAt,
      isReady: false,
      missed: 0,
      isFailing: false,
      predecessor,
    })
  }

  #handleMessage(state: WorkerState, message: FromWorker): void {
    const { worker } = state
    state.missed = 0
    switch (message.host) {
      case "ready":
        this.#handleReady(state)
        break
      case "failing":
        state.isFailing = true
        this.#replace(state, "failed")
        break
      case "start failed":
        if (!this.#wasReady) exitWithError(message.reason)
        console.error(message.reason)
        worker.process.kill("SIGKILL")
        break
      case "request metrics": {
        const { id } = message
        collectMetrics().then(
          (text) => send(worker, { host: "metrics", id, text }),
          () => send(worker, { host: "metrics failed", id }),
        )
      }
    }
  }

  #handleReady(state: WorkerState): void {
    const { host, port } = this.#configuration
    state.isReady = true
    if (!this.#wasReady) console.log(`Listening at http://${host.includes(":") ? `[${host}]` : host}:${port}`)
    this.#wasReady = true
    if (state.predecessor) send(state.predecessor.worker, { host: "stop" })
  }

  #handleExit(worker: Worker, reason: string | number): void {
    const state = this.#states.get(worker.id)
    this.#states.delete(worker.id)
    if (this.#isStopping) {
      if (this.#states.size === 0) process.exit(0)
      return
    }
    if (!this.#wasReady) exitWithError(`The host did not start: its worker ended with ${reason}.`)
    if (state && !state.isFailing) this.#replace(state, `ended with ${reason}`)
  }

  #replace(state: WorkerState, reason: string): void {
    this.#earlyEnds = performance.now() - state.startedAt < minLifetimeMs ? this.#earlyEnds + 1 : 0
    const delayMs = this.#earlyEnds > 1 ? Math.min(maxDelayMs, 100 * 2 ** this.#earlyEnds) : 0
    console.error(`Worker ${state.worker.process.pid} ${reason}. Starting another in ${delayMs} ms.`)
    setTimeout(() => this.#startWorker(state.isFailing ? state : state.predecessor), delayMs)
  }
}

const send = (worker: Worker, message: ToWorker) => worker.isConnected() && worker.send(message)

export function exitWithError(message: string): never {
  console.error(message)
  process.exit(1)
}

/** @throws Error if a worker does not report its metrics within 5 s */
async function collectMetrics(): Promise<string> {
  // Loads the module at its first use, so that loading does not delay the start of the workers.
  const { AggregatorRegistry } = await import("prom-client")
  return new AggregatorRegistry().clusterMetrics()
}

function serveHealth(port: number, host: string, health: Health, onListening: () => void): void {
  createServer(async (request, response) => {
    const result = await healthResponse(request.url, health)
    response.statusCode = result?.status ?? 404
    response.setHeader("content-type", result?.type ?? "text/plain; charset=utf-8")
    response.setHeader("cache-control", "no-store")
    response.setHeader("x-content-type-options", "nosniff")
    response.end(result?.body ?? "Not Found")
  })
    .on("error", (error: NodeJS.ErrnoException) =>
      exitWithError(`ADMIN_PORT: cannot listen on ${host}:${port} (${error.code}). Set another port.`),
    )
    .listen(port, host, onListening)
}
