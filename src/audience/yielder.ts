/** Shorter than a delay that a person or a waiting request notices. */
const maxBlockingMs = 20

/** Resolves immediately, or after other tasks have run if the current task has blocked for too long. */
export type Yielder = () => Promise<void>

/**
 * Keeps a long computation from blocking timers and requests: await the returned function between its steps.
 * It needs a macrotask, since promises do not let timers run. Web workers do not have `setImmediate`.
 */
export function createYielder(): Yielder {
  let startedAt = performance.now()
  return async () => {
    if (performance.now() - startedAt < maxBlockingMs) return
    await new Promise((resolve) => setTimeout(resolve))
    startedAt = performance.now()
  }
}
