import { beat } from "./messages"

/** Signs of life that a worker may miss before it counts as hanging. */
const missedBeats = 6
/** Those that it has to start: on a small share of a processor, loading the site takes its time. */
const startBeats = 60

/**
 * What is wrong with a worker, as the log tells it: undefined as long as it is waited for.
 * @param missed signs of life since its last, or since it was started
 */
export function complaint({ ready, missed }: { ready: boolean; missed: number }): string | undefined {
  if (ready) return missed > missedBeats ? "hangs" : undefined
  return missed > startBeats ? `was not ready within ${(startBeats * beat) / 1_000} s` : undefined
}
