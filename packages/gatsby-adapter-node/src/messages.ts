/** What a worker tells the process that started it. */
export type FromWorker =
  | { host: "beat" }
  | { host: "ready" }
  | { host: "refused"; sentence: string }
  /** An exception left its state unknown: it wants to stop when another worker has its place. */
  | { host: "failing" }
  | { host: "metrics?"; question: number }

/** What it is told. */
export type ToWorker =
  | { host: "stop" }
  | { host: "metrics"; question: number; text: string }
  | { host: "no metrics"; question: number }

export const isMessage = <Message extends FromWorker | ToWorker>(value: unknown): value is Message =>
  typeof value === "object" && value !== null && "host" in value

/** Milliseconds between the signs of life of a worker. */
export const beat = 1_000

/** Milliseconds that running requests have when the host stops. */
export const stopPatience = 10_000
