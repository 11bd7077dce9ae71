/** In milliseconds: shorter than what a person, or a request that waits, notices. */
const longestTurn = 20

/** Lets everything else have its turn where this one has been long. @throws the reason of an aborted signal */
export type Pause = () => Promise<void>

/** A macrotask, since promises alone keep timers and requests waiting; workers of browsers have no setImmediate. */
export function pauseOf(signal?: AbortSignal): Pause {
  let began = performance.now()
  return async () => {
    if (performance.now() - began < longestTurn) return
    await new Promise((done) => setTimeout(done))
    signal?.throwIfAborted()
    began = performance.now()
  }
}
