import React from "react"

/**
 * The definitions that pictures of a page refer to: fills, and the marks of Baseline. They are constant, so gatsby-ssr
 * writes them into each document, and no page loads this code.
 */
export function PictureDefinitions() {
  return (
    <svg display="block" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="partial" width="4" height="4" patternUnits="userSpaceOnUse">
          <rect fill="var(--partial-quiet)" width="4" height="4" />
          <path stroke="var(--partial)" d="M0 1H4" strokeWidth="2" />
        </pattern>
        <pattern id="lost" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect fill="var(--lost-quiet)" width="5" height="5" />
          <path stroke="var(--lost)" d="M1 0V5" strokeWidth="2.2" />
        </pattern>
        <pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect fill="var(--unknown-quiet)" width="6" height="6" />
          <circle fill="var(--unknown)" cx="3" cy="3" r="1" />
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
