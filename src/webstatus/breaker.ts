import type CircuitBreaker from "opossum"
import { nodeRequire } from "../catalog/node-require"
import { RemoteError } from "./get-json"

/** Opossum's options, with those that its types do not know yet. */
type Options = CircuitBreaker.Options<[string]> & { coalesce: boolean; coalesceResetOn: readonly string[] }

export interface BreakerOptions {
  /** Failures in a row after which the remote is left alone. */
  failures?: number
  /** Milliseconds after which one request tries whether it works again, unless the remote named a time. */
  rest?: number
  /** Told once when the remote is left alone (with the last failure), and once when it works again. */
  onChange?(change: { opened: true; error: unknown } | { opened: false }): void
}

/**
 * A function that leaves a broken remote alone: after some failures in a row it rejects at once. Now and then one
 * call tries whether the remote works again. The same question is asked once at a time, and all who asked it get
 * that answer.
 */
export function breaking<Result>(
  ask: (question: string) => Promise<Result>,
  { failures = 5, rest = 10_000, onChange }: BreakerOptions = {},
): CircuitBreaker<[string], Result> {
  const Breaker = nodeRequire<typeof CircuitBreaker>("opossum")
  const options: Options = {
    // It has its own time limit, which also ends the request.
    timeout: false,
    // Failures in a row are counted below. A share of failures would depend on how well it went before.
    errorThresholdPercentage: Number.POSITIVE_INFINITY,
    rollingPercentilesEnabled: false,
    resetTimeout: rest,
    coalesce: true,
    coalesceResetOn: ["success", "error"],
  }
  const breaker = new Breaker(ask, options)
  let inARow = 0
  let isBroken = false

  breaker.on("success", () => {
    inARow = 0
  })
  breaker.on("failure", (error) => {
    inARow++
    const asked = error instanceof RemoteError ? error.retryAfter : undefined
    // Opossum reads it when it opens.
    options.resetTimeout = asked === undefined ? rest : Math.max(rest, asked * 1000)
    if (inARow >= failures || asked !== undefined) breaker.open()
    if (isBroken || !breaker.opened) return
    isBroken = true
    onChange?.({ opened: true, error })
  })
  breaker.on("close", () => {
    if (!isBroken) return
    isBroken = false
    onChange?.({ opened: false })
  })
  return breaker
}
