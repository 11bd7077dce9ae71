import React from "react"
import { formatPercent } from "./percent"
import * as styles from "./share-bar.module.css"

/** A bar for a share. `max` is the share that fills the whole width. The text alternative contains `label`. */
export function ShareBar({
  share,
  max = 1,
  label = "all visits",
  quiet = false,
}: {
  share: number
  max?: number
  label?: string
  quiet?: boolean
}) {
  const width = max > 0 ? Math.min(100, (100 * share) / max) : 0
  return (
    <svg
      className={styles.bar}
      role="img"
      aria-label={`${formatPercent(share)} of ${label}`}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
    >
      <rect className={styles.track} width="100" height="8" />
      <rect className={quiet ? styles.quiet : styles.share} width={width} height="8" />
    </svg>
  )
}
