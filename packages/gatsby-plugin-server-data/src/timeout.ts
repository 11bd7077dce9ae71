/** The reason with which the signal is aborted after the time limit. The log contains this error. */
export class TimeoutError extends Error {
  override name = "TimeoutError"
  constructor(timeoutMs: number) {
    super(`No response within ${timeoutMs} ms.`)
  }
}

/**
 * Runs `run` with a signal that is aborted after `timeoutMs`. The returned promise then rejects at once with a
 * TimeoutError, even if `run` ignores the signal.
 * @param onLateError receives an error that `run` throws after the timeout, unless the aborted signal caused it
 */
export async function withTimeout<T>(
  timeoutMs: number,
  run: (signal: AbortSignal) => Promise<T>,
  onLateError: (error: unknown) => void,
): Promise<T> {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new TimeoutError(timeoutMs)
      // Reject before aborting the signal. Otherwise the promise could reject with the error of an aborted fetch.
      reject(error)
      controller.abort(error)
    }, timeoutMs)
  })
  // An async function turns a synchronous throw into a rejection, so that the timer is always cleared.
  const work = (async () => run(controller.signal))()
  work.catch((error) => {
    const { aborted, reason } = controller.signal
    if (aborted && !isCausedByAbort(error, reason)) onLateError(error)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** Whether the error is the abort reason, has the abort reason as its cause, or is Node's own AbortError. */
function isCausedByAbort(error: unknown, reason: unknown): boolean {
  const { name, cause } = Object(error) as { name?: unknown; cause?: unknown }
  return error === reason || cause === reason || name === "AbortError"
}
