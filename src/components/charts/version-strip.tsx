import React from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { formatPercent } from "./percent"
import { pictureFill } from "./picture-fill"
import { width } from "./reach-bar"
import { supportNames } from "./support-names"
import * as styles from "./version-strip.module.css"

type Browser = FeatureResponse["browsers"][number]
type VersionPart = Browser["versions"][number]

type StripPart = VersionPart & {
  start: number
  size: number
}

/**
 * Shows the visits of a browser by version, oldest first. `versions` omits small versions. The “other” parts at both
 * ends contain the visits of small versions.
 */
export function VersionStrip({
  name,
  share,
  reach,
  partial,
  lost,
  versions,
}: Pick<Browser, "name" | "share" | "reach" | "partial" | "lost" | "versions">) {
  const withSupport = (support: VersionPart["support"]) => versions.filter((part) => part.support === support)
  const others = (support: VersionPart["support"], all: number): VersionPart => ({
    version: "other",
    share: withSupport(support).reduce((rest, part) => rest - part.share, all),
    support,
  })
  const all: VersionPart[] = [
    others("none", lost),
    ...withSupport("none"),
    others("partial", partial),
    ...withSupport("partial"),
    ...withSupport("full"),
    others("full", reach),
  ]
  const parts = layOut(
    all.filter((part) => part.share > 1e-7),
    share,
  )
  return (
    <svg className={styles.strip} role="img" aria-label={`Versions of ${name}: ${inWords(parts)}`}>
      {parts.map(({ version, support, start, size }) => (
        <g key={`${version} ${support}`}>
          <title>{`${version}: ${formatPercent(size)} of ${name} visits, ${supportNames[support]}`}</title>
          <rect
            className={support === "full" ? styles.reached : undefined}
            fill={fills[support]}
            x={width(start)}
            width={width(size)}
            height="100%"
          />
          {start > 0 && (
            <line className={styles.border} x1={width(start)} x2={width(start)} y1="0" y2="100%" />
          )}
          {size >= 0.06 && (
            <text
              className={[textClasses[support], size < 0.14 && styles.narrow].filter(Boolean).join(" ")}
              x={width(start + size / 2)}
              y="50%"
              dy="0.35em"
            >
              {version}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}

const fills = { full: undefined, partial: pictureFill.partial, none: pictureFill.lost } as const
const textClasses = { full: styles.onReached, partial: styles.onPartial, none: styles.onLost } as const

function layOut(parts: readonly VersionPart[], share: number): StripPart[] {
  let start = 0
  return parts.map((part) => {
    const placed = { ...part, start, size: part.share / share }
    start += placed.size
    return placed
  })
}

function inWords(parts: readonly StripPart[]): string {
  return parts
    .map(({ version, size, support }) => `${version} ${formatPercent(size)} ${supportNames[support]}`)
    .join(", ")
}
