import type { Reach } from "./reach"

const billion = 1e9

/** Rounds a share to nine decimals. This removes the errors of binary arithmetic. Usage data has fewer decimals. */
export function roundShare(fraction: number): number {
  return Math.round(fraction * billion) / billion
}

/**
 * Rounds the shares of a reach. The rounded shares are not negative, and their sum is the same as before rounding, to nine
 * decimals.
 */
export function roundReach({ reach, partial, lost, unknown }: Reach): Reach {
  // Differences of whole numbers are exact.
  const full = Math.round(reach * billion)
  const some = Math.round((reach + partial) * billion)
  const identified = Math.round((reach + partial + lost) * billion)
  return {
    reach: full / billion,
    partial: (some - full) / billion,
    lost: (identified - some) / billion,
    // The basis is all visits if the identified visits are fewer. Then the sum with them must be 1.
    unknown: identified < billion ? (billion - identified) / billion : roundShare(unknown),
  }
}
