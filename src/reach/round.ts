import type { Reach } from "./reach"

/** Rounds a share to nine decimals. This removes the errors of binary arithmetic. Usage data has fewer decimals. */
export function roundShare(fraction: number): number {
  return Math.round(fraction * 1e9) / 1e9
}

/**
 * Rounds the shares of a reach. The rounded shares are not negative, and their sum is the same as before rounding, to nine
 * decimals.
 */
export function roundReach({ reach, partial, lost, unknown }: Reach): Reach {
  const [full, some, identified] = [reach, reach + partial, reach + partial + lost].map(roundShare) as [
    number,
    number,
    number,
  ]
  return {
    reach: full,
    partial: roundShare(some - full),
    lost: roundShare(identified - some),
    // The basis is all visits if the identified visits are fewer. Then the sum with them must be 1.
    unknown: identified < 1 ? roundShare(1 - identified) : roundShare(unknown),
  }
}
