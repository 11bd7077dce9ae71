/** In milliseconds: shorter than what a person, or a request that waits, notices. */
const longestTurn = 20

/** Lets everything else have its turn where this one has been long. */
export type Yielder = () => Promise<void>

/** A macrotask, since promises alone keep timers and requests waiting; workers of browsers have no setImmediate. */
export function createYielder(): Yielder {
  let began = performance.now()
  return async () => {
    if (performance.now() - began < longestTurn) return
    await new Promise((done) => setTimeout(done))
    began = performance.now()
  }
}
