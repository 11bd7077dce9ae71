import React from "react"
import { formatPercent } from "./percent"
import * as styles from "./reach-bar.module.css"

/** One bar of all visits: reached, lost and unknown. Fractions that add up to 1. */
export function ReachBar({ reach, lost, unknown }: { reach: number; lost: number; unknown: number }) {
  const label = `${formatPercent(reach)} reached, ${formatPercent(lost)} lost, ${formatPercent(unknown)} unknown`
  return (
    <svg className={styles.bar} role="img" aria-label={label} viewBox="0 0 100 8" preserveAspectRatio="none">
      <rect className={styles.unknown} width="100" height="8" />
      <rect className={styles.lost} width={100 * (reach + lost)} height="8" />
      <rect className={styles.reached} width={100 * reach} height="8" />
    </svg>
  )
}
