export type FromWorker =
  | { host: "alive" }
  | { host: "ready" }
  | { host: "start failed"; reason: string }
  /**
   * Sent after an uncaught exception, which leaves the worker in an unknown state. The worker stops when its
   * replacement is ready.
   */
  | { host: "failing" }
  | { host: "request metrics"; id: number }

export type ToWorker =
  | { host: "stop" }
  | { host: "metrics"; id: number; text: string }
  | { host: "metrics failed"; id: number }

export const isMessage = <Message extends FromWorker | ToWorker>(value: unknown): value is Message =>
  typeof value === "object" && value !== null && "host" in value

/** The time between two "alive" messages of a worker. */
export const heartbeatMs = 1_000

/** How long running requests may take after the host begins to stop. */
export const stopTimeoutMs = 10_000
