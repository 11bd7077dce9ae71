import type { Reach } from "./reach"

/** Rounds a share to nine decimals. This removes the errors of binary arithmetic. Usage data has fewer decimals. */
export function roundShare(fraction: number): number {
  return Math.round(fraction * 1e9) / 1e9
}

/** Rounds the three shares of a reach. The rounded shares still add up to 1. */
export function roundReach(exact: Reach): Reach {
  const [reach, unknown] = [roundShare(exact.reach), roundShare(exact.unknown)]
  return { reach, lost: roundShare(1 - reach - unknown), unknown }
}
