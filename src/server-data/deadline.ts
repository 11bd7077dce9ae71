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
 */
export async function withinDeadline<T>(
  milliseconds: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new DeadlineError(milliseconds)
      // First the answer, then the signal: else the rejection of an aborted fetch could win the race.
      reject(error)
      controller.abort(error)
    }, milliseconds)
  })
  const work = run(controller.signal)
  work.catch(() => undefined)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
