import React from "react"
import { formatPercent } from "./percent"
import * as styles from "./share-bar.module.css"

/** A bar for a share, on a track of all visits. The text alternative contains `label`. */
export function ShareBar({
  share,
  label = "all visits",
  quiet = false,
}: {
  share: number
  label?: string
  quiet?: boolean
}) {
  return (
    <svg
      className={styles.bar}
      role="img"
      aria-label={`${formatPercent(share)} of ${label}`}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
    >
      <rect className={styles.track} width="100" height="8" />
      <rect className={quiet ? styles.quiet : styles.share} width={100 * share} height="8" />
    </svg>
  )
}
