/** The longest delay of a timer in milliseconds. A timer with a longer delay would end at once. */
const maxTimeoutMs = 2 ** 31 - 1

/** @throws TypeError for a value that is not a number of milliseconds */
export function assertTimeoutMs(timeoutMs: number): void {
  if (!(typeof timeoutMs === "number" && timeoutMs >= 0 && timeoutMs <= maxTimeoutMs)) {
    throw new TypeError(
      `timeoutMs must be a number of milliseconds from 0 to ${maxTimeoutMs}, not ${String(timeoutMs)}.`,
    )
  }
}

/** Waits until all queries are settled, but not longer than `timeoutMs`. No timer remains afterwards. */
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
