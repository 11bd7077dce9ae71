/** Waits until all are settled, at most `timeoutMs`. Leaves no timer. */
export async function withinTimeout(
  queries: readonly PromiseLike<unknown>[],
  timeoutMs: number,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, timeoutMs)
  })
  await Promise.race([Promise.allSettled(queries), timeout])
  clearTimeout(timer)
}
