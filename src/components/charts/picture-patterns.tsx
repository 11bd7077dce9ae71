import React from "react"
import * as styles from "./picture-patterns.module.css"

/**
 * Visits with partial support are striped, lost visits are hatched and unknown visits are dotted, so that colour is not
 * the only difference.
 */
export const pictureFill = { partial: "url(#partial)", lost: "url(#lost)", unknown: "url(#unknown)" } as const

/** The definitions that pictures of a page refer to: fills, and the marks of Baseline. */
export function PicturePatterns() {
  return (
    <svg className={styles.definitions} width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="partial" width="4" height="4" patternUnits="userSpaceOnUse">
          <rect className={styles.partialGround} width="4" height="4" />
          <path className={styles.partialLine} d="M0 1H4" strokeWidth="2" />
        </pattern>
        <pattern id="lost" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className={styles.lostGround} width="5" height="5" />
          <path className={styles.lostLine} d="M1 0V5" strokeWidth="2.2" />
        </pattern>
        <pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect className={styles.unknownGround} width="6" height="6" />
          <circle className={styles.unknownDot} cx="3" cy="3" r="1" />
        </pattern>
        {/* Like the icons of Baseline: a check mark through a chain of two squares, and a broken chain. */}
        <symbol id="baseline-widely" viewBox="0 0 18 10">
          <path d="M1 5l4-4 3 3M13 1l4 4-4 4-2-2" opacity="0.45" />
          <path d="M1 5l4 4 8-8" />
        </symbol>
        <symbol id="baseline-newly" viewBox="0 0 18 10">
          <path d="M1 5l4-4 3 3M13 1l4 4-4 4-2-2" opacity="0.6" strokeDasharray="1.5 1.2" />
          <path d="M1 5l4 4 8-8" />
        </symbol>
        <symbol id="baseline-limited" viewBox="0 0 18 10">
          <path d="M13 1l4 4-4 4" opacity="0.45" />
          <path d="M5 1L1 5l4 4M7 3l4 4M11 3l-4 4" />
        </symbol>
      </defs>
    </svg>
  )
}
