/** The reason of the aborted signal, and what the log says. */
export class DeadlineError extends Error {
  override name = "DeadlineError"
  constructor(milliseconds: number) {
    super(`No answer within ${milliseconds} ms.`)
  }
}

/**
 * Runs with a signal that is aborted when the time is over. The promise then rejects with a DeadlineError at once,
 * whether or not `run` listens; what it still does is not waited for.
 * @param late takes the error with which `run` ends after that, where the aborted signal is not what ended it. Nobody
 * else hears of it
 */
export async function withinDeadline<T>(
  milliseconds: number,
  run: (signal: AbortSignal) => Promise<T>,
  late: (error: unknown) => void,
): Promise<T> {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new DeadlineError(milliseconds)
      // First the answer, then the signal: else the rejection of an aborted fetch could win the race.
      reject(error)
      controller.abort(error)
    }, milliseconds)
  })
  // An async function, so that what throws at once rejects too: else the timer would stay, and reject what nobody awaits.
  const work = (async () => run(controller.signal))()
  work.catch((error) => {
    const { aborted, reason } = controller.signal
    if (aborted && !isAbort(error, reason)) late(error)
  })
  try {
    return await Promise.race([work, over])
  } finally {
    clearTimeout(timer)
  }
}

/** Whether it says of the aborted signal alone: its reason itself, around it, or the error that Node's own functions have. */
function isAbort(error: unknown, reason: unknown): boolean {
  const { name, cause } = Object(error) as { name?: unknown; cause?: unknown }
  return error === reason || cause === reason || name === "AbortError"
}
