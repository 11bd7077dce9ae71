import type { Reach } from "./reach"

/** Rounds a share to nine decimals: more than any usage data has, and without the noise of binary arithmetic. */
export function roundShare(fraction: number): number {
  return Math.round(fraction * 1e9) / 1e9
}

/** Rounds the shares of a reach, fractions of all visits, so that they still add up to 1. */
export function roundReach(exact: Reach): Reach {
  const [reach, unknown] = [roundShare(exact.reach), roundShare(exact.unknown)]
  return { reach, lost: roundShare(1 - reach - unknown), unknown }
}
