import React from "react"
import { formatPercent } from "./percent"
import { pictureFill } from "./picture-patterns"
import * as styles from "./reach-bar.module.css"

/** A bar of visits with full, partial and no support, and of unknown visits. `max` is the share that fills the whole width. */
export function ReachBar({
  reach,
  partial = 0,
  lost,
  unknown,
  max = 1,
  size,
}: {
  reach: number
  partial?: number
  lost: number
  unknown: number
  max?: number
  size?: "large"
}) {
  const parts = [
    `${formatPercent(reach)} reached`,
    partial > 0 && `${formatPercent(partial)} in part`,
    `${formatPercent(lost)} lost`,
    unknown > 0 && `${formatPercent(unknown)} unknown`,
  ].filter(Boolean)
  return (
    <svg
      className={size === "large" ? `${styles.bar} ${styles.large}` : styles.bar}
      role="img"
      aria-label={parts.join(", ")}
    >
      <rect className={styles.reached} width={width(reach / max)} height="100%" />
      {partial > 0 && (
        <rect className={styles.partial} x={width(reach / max)} width={width(partial / max)} height="100%" />
      )}
      <rect
        fill={pictureFill.lost}
        x={width((reach + partial) / max)}
        width={width(lost / max)}
        height="100%"
      />
      {unknown > 0 && (
        <rect
          fill={pictureFill.unknown}
          x={width((reach + partial + lost) / max)}
          width={width(unknown / max)}
          height="100%"
        />
      )}
    </svg>
  )
}

/** Converts a fraction (0 to 1) to a percentage for SVG. Rounding hides binary rounding errors. */
export function width(fraction: number): string {
  return `${Number((100 * fraction).toFixed(7))}%`
}
