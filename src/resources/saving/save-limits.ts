import type * as LimiterPackage from "rate-limiter-flexible"
import { nodeRequire } from "../../catalog/node-require"
import { oncePerProcess } from "../../catalog/once"
import { ResourceError } from "../resource-error"

/** What one client may do in a while, in each process that answers. `duration` in seconds. */
const limits = {
  /** A team saves a few, and each new one stays for good. Attempts count too: a file of 10 MB takes a while to read. */
  create: { points: 30, duration: 3_600 },
  /** Also of a script that saves every audience of a company once an hour. */
  change: { points: 120, duration: 3_600 },
  /** A key cannot be guessed; whoever tries is not to keep the database busy either. */
  wrongKey: { points: 10, duration: 900 },
} as const

export type Limited = keyof typeof limits

/** Counts one more of what a client does. @throws ResourceError 429 once it is too much */
export async function countAgainstLimit(what: Limited, client: string): Promise<void> {
  refuseBeyond(what, await limiterOf(what).penalty(client))
}

/** Whether a client is beyond a limit already, without counting. @throws ResourceError 429 */
export async function requireWithinLimit(what: Limited, client: string): Promise<void> {
  const counted = await limiterOf(what).get(client)
  if (counted) refuseBeyond(what, counted)
}

type Counted = Pick<LimiterPackage.RateLimiterRes, "consumedPoints" | "msBeforeNext">

function refuseBeyond(what: Limited, { consumedPoints, msBeforeNext }: Counted): void {
  if (consumedPoints <= limits[what].points) return
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1_000))
  throw new ResourceError({
    status: 429,
    detail: `That was too often from one address. Try again in ${retryAfter} seconds.`,
    retryAfter,
  })
}

function limiterOf(what: Limited) {
  return oncePerProcess(`limit-${what}`, () => {
    const { RateLimiterMemory } = nodeRequire<typeof LimiterPackage>("rate-limiter-flexible")
    return new RateLimiterMemory({ keyPrefix: what, ...limits[what] })
  })
}
