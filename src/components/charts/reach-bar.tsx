import React from "react"
import { formatPercent } from "./percent"
import { pictureFill } from "./picture-patterns"
import * as styles from "./reach-bar.module.css"

/** A bar of reached, lost and unknown visits. `max` is the share that fills the whole width. */
export function ReachBar({
  reach,
  lost,
  unknown,
  max = 1,
  size,
}: {
  reach: number
  lost: number
  unknown: number
  max?: number
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
      <rect className={styles.reached} width={width(reach / max)} height="100%" />
      <rect fill={pictureFill.lost} x={width(reach / max)} width={width(lost / max)} height="100%" />
      {unknown > 0 && (
        <rect
          fill={pictureFill.unknown}
          x={width((reach + lost) / max)}
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
