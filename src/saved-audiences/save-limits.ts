import type * as LimiterPackage from "rate-limiter-flexible"
import { nodeRequire } from "#runtime/node-require"
import { processSingleton } from "#runtime/process-singleton"
import { WriteError } from "./write-error"

/** Limits of one client in each process. `duration` is in seconds. */
const limits = {
  /**
   * A low limit, because new audiences are stored permanently. Failed attempts count too, because parsing a body takes
   * time.
   */
  create: { points: 30, duration: 3_600 },
  change: { points: 120, duration: 3_600 },
  /**
   * Limits attempts with a wrong edit key. Guessing a key is not possible, but attempts must not overload the database.
   */
  wrongKey: { points: 10, duration: 900 },
} as const

export type LimitName = keyof typeof limits

/** Counts an action of a client. @throws WriteError 429 if the client is above the limit */
export async function countAgainstLimit(name: LimitName, client: string): Promise<void> {
  refuseAbove(name, await limiterOf(name).penalty(client))
}

/** Checks a limit without counting. @throws WriteError 429 if the client is above the limit */
export async function requireWithinLimit(name: LimitName, client: string): Promise<void> {
  const state = await limiterOf(name).get(client)
  if (state) refuseAbove(name, state)
}

type LimiterState = Pick<LimiterPackage.RateLimiterRes, "consumedPoints" | "msBeforeNext">

function refuseAbove(name: LimitName, { consumedPoints, msBeforeNext }: LimiterState): void {
  if (consumedPoints <= limits[name].points) return
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1_000))
  throw new WriteError(
    429,
    `Too many requests from your address. Try again in ${retryAfter} seconds.`,
    retryAfter,
  )
}

function limiterOf(name: LimitName) {
  return processSingleton(`limit-${name}`, () => {
    const { RateLimiterMemory } = nodeRequire<typeof LimiterPackage>("rate-limiter-flexible")
    return new RateLimiterMemory({ keyPrefix: name, ...limits[name] })
  })
}
