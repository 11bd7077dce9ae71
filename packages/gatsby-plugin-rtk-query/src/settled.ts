/** Waits until all have an answer, good or bad, and no longer than `patience` milliseconds. Leaves no timer. */
export async function settled(queries: readonly PromiseLike<unknown>[], patience: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const enough = new Promise((resolve) => {
    timer = setTimeout(resolve, patience)
  })
  await Promise.race([Promise.allSettled(queries), enough])
  clearTimeout(timer)
}
