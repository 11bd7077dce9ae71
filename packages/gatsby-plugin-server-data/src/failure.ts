import { DeadlineError } from "./deadline"
import { failed, isOutcome, type Outcome, outcome, unavailable } from "./outcome"

export type LogEntry = { level: "error"; id: string; error: unknown; method: string; url: string }
/** May be asynchronous; nothing waits for it. */
export type Log = (entry: LogEntry) => void

/** What the site says about errors. */
export type ErrorOptions = {
  /** Makes an outcome of an error of the site's own; undefined for any other. `url`: its own path, with the known parameters alone. */
  toOutcome?: (error: unknown, request: { url: string }) => Outcome | undefined
  /** Takes each error that nobody expected. Left out: a line of JSON on stderr. */
  log?: Log
}

const secondsToRetry = 5

/**
 * The outcome of whatever `load` threw. An error that is nobody's outcome is logged and answered by its id,
 * with none of its internals (in development and in tests the message is told, to be read where it is seen).
 */
export function outcomeOfError(
  error: unknown,
  { toOutcome, log }: ErrorOptions,
  request: {
    method: string
    /** With whatever was sent after its path, for the log. */
    url: string
    /** With the known parameters alone, for the site: what it makes of it is shown to others. */
    ownUrl: string
    requestId: string
  },
): Outcome {
  if (isOutcome(error)) return error
  const { method, url, ownUrl, requestId: id } = request
  const logged = (cause: unknown) => logError(log, { id, error: cause, method, url })
  if (error instanceof DeadlineError) {
    logged(error)
    return outcome({ ...unavailable(secondsToRetry, "This took too long. Please try again."), id })
  }
  try {
    const known = toOutcome?.(error, { url: ownUrl })
    if (isOutcome(known)) return known
    if (known !== undefined) {
      // One that is rejected would end the process.
      Promise.resolve(known).catch(() => undefined)
      throw new TypeError("toOutcome must return notFound(…), badRequest(…), … or undefined.")
    }
    logged(error)
    return failed(id, detailOf(error, id))
  } catch (second) {
    logged(error)
    logged(second)
    return failed(id, detailOf(second, id))
  }
}

/** By the site's own log, and where that fails, by stderr: what was to be logged, and why it could not. */
export function logError(log: Log = logToStderr, request: Omit<LogEntry, "level">): void {
  const entry: LogEntry = { level: "error", ...request }
  void attempt(
    () => log(entry),
    (broken) => {
      logToStderr(entry)
      logToStderr({ ...entry, error: broken })
    },
  )
}

/**
 * Runs what is the site's own at once, and tells `failed` of its error, now or later. TypeScript takes an async function
 * where nothing is returned, and a rejection that nobody takes ends the process.
 */
export async function attempt(run: () => unknown, failed: (error: unknown) => void): Promise<void> {
  try {
    await run()
  } catch (error) {
    failed(error)
  }
}

function detailOf(error: unknown, id: string): string {
  const detail = `Something went wrong here, and it is noted. Request ${id}.`
  if (process.env.NODE_ENV === "production") return detail
  return `${detail} ${error instanceof Error ? error.message : String(error)}`
}

/** The id that a host gave the request, and else a new one: what does not look like one is not taken into the log. */
export function requestIdOf(header: unknown): string {
  return typeof header === "string" && /^[\w.-]{8,64}$/.test(header) ? header : crypto.randomUUID()
}

function logToStderr({ level, id, error, method, url }: LogEntry): void {
  const time = new Date().toISOString()
  process.stderr.write(`${JSON.stringify({ time, level, id, method, url, error: told(error) })}\n`)
}

/** Whatever it is, as anything can be thrown: there is no log behind this one. */
function told(error: unknown): object {
  try {
    if (!(error instanceof Error)) return { message: String(error) }
    const { name, message, stack } = error
    return { name: String(name), message: String(message), stack }
  } catch {
    return { message: "Something was thrown that has no text." }
  }
}
