/** Shorter than a delay that a person or a waiting request notices. */
const maxBlockingMs = 20

export type Yielder = () => Promise<void>

/**
 * Await the returned function in a long computation: it lets timers and requests run if they have waited too long.
 * Promises do not let timers run, and web workers do not have `setImmediate`, so it uses `setTimeout`.
 */
export function createYielder(): Yielder {
  let startedAt = performance.now()
  return async () => {
    if (performance.now() - startedAt < maxBlockingMs) return
    await new Promise((resolve) => setTimeout(resolve))
    startedAt = performance.now()
  }
}
