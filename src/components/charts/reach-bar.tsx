import React from "react"
import { formatPercent } from "./percent"
import { pictureFill } from "./picture-fill"
import * as styles from "./reach-bar.module.css"
import { supportNames } from "./support-names"

/**
 * A bar of visits with full, partial and no support, and of unknown visits. The whole width is all visits of the basis:
 * a bar of one browser leaves the rest empty. Screen readers skip the bar if `isDecorative`, for a bar beside its figures.
 */
export function ReachBar({
  reach,
  partial,
  lost,
  unknown,
  size,
  isDecorative = false,
}: {
  reach: number
  partial: number
  lost: number
  unknown: number
  size?: "large"
  isDecorative?: boolean
}) {
  const shares = [
    { share: reach, name: supportNames.full, fill: undefined },
    { share: partial, name: supportNames.partial, fill: pictureFill.partial },
    { share: lost, name: supportNames.none, fill: pictureFill.lost },
    { share: unknown, name: supportNames.unknown, fill: pictureFill.unknown },
  ]
  let end = 0
  const parts = shares.map((part) => {
    const start = end
    end += part.share
    return { ...part, start }
  })
  const present = parts.filter(({ share }) => share > 0)
  const label = present.map(({ share, name }) => `${formatPercent(share)} ${name}`).join(", ")
  return (
    <svg
      className={size === "large" ? `${styles.bar} ${styles.large}` : styles.bar}
      role={isDecorative ? undefined : "img"}
      aria-label={isDecorative ? undefined : label || "no visits"}
      aria-hidden={isDecorative || undefined}
    >
      {present.map(({ share, name, fill, start }) => (
        <rect
          key={name}
          className={fill ? undefined : styles.reached}
          fill={fill}
          x={width(start)}
          width={width(share)}
          height="100%"
        />
      ))}
    </svg>
  )
}

/** Converts a fraction (0 to 1) to a percentage for SVG. Rounding hides binary rounding errors. */
export function width(fraction: number): string {
  return `${Number((100 * fraction).toFixed(7))}%`
}
