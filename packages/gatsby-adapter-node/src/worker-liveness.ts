import { heartbeatMs } from "./worker-messages"

const maxMissed = 6
/**
 * The maximum number of missed heartbeats while a worker loads the site. With a small share of a CPU, loading takes
 * this long.
 */
const maxMissedAtStart = 60

/** Returns the reason why a worker must be replaced. Returns undefined if the worker can continue. */
export function livenessFailure({
  isReady,
  missed,
}: {
  isReady: boolean
  missed: number
}): string | undefined {
  if (isReady) return missed > maxMissed ? "does not respond" : undefined
  return missed > maxMissedAtStart
    ? `was not ready within ${(maxMissedAtStart * heartbeatMs) / 1_000} s`
    : undefined
}
