import React from "react"
import { formatPercent } from "./percent"
import { pictureFill } from "./picture-patterns"
import * as styles from "./reach-bar.module.css"

/**
 * One bar of all visits: reached (plain), lost (hatched) and unknown (dotted). Fractions that add up to `of`, which
 * is the whole width: 1, or for one browser's bar the share of the largest.
 */
export function ReachBar({
  reach,
  lost,
  unknown,
  of = 1,
  size,
}: {
  reach: number
  lost: number
  unknown: number
  of?: number
  size?: "large"
}) {
  const parts = [
    `${formatPercent(reach)} reached`,
    `${formatPercent(lost)} lost`,
    unknown > 0 && `${formatPercent(unknown)} unknown`,
  ].filter(Boolean)
  return (
    <svg
      className={size === "large" ? `${styles.bar} ${styles.large}` : styles.bar}
      role="img"
      aria-label={parts.join(", ")}
    >
      <rect className={styles.reached} width={width(reach / of)} height="100%" />
      <rect fill={pictureFill.lost} x={width(reach / of)} width={width(lost / of)} height="100%" />
      {unknown > 0 && (
        <rect
          fill={pictureFill.unknown}
          x={width((reach + lost) / of)}
          width={width(unknown / of)}
          height="100%"
        />
      )}
    </svg>
  )
}

/** A fraction of a picture's width: as many digits as figures have, without the noise of binary arithmetic. */
export function width(fraction: number): string {
  return `${Number((100 * fraction).toFixed(7))}%`
}
