/** The maximum time that a computation runs without a pause. A delay of this length is not noticeable. */
const maxBlockingMs = 20

export type Yielder = () => Promise<void>

/**
 * Returns a function that a long computation awaits regularly, so that timers and requests can run. Uses `setTimeout`:
 * promises do not let timers run, and web workers do not have `setImmediate`.
 */
export function createYielder(): Yielder {
  let startedAt = performance.now()
  return async () => {
    if (performance.now() - startedAt < maxBlockingMs) return
    await new Promise((resolve) => setTimeout(resolve))
    startedAt = performance.now()
  }
}
