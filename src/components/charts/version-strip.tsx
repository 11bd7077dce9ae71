import React from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { formatPercent } from "./percent"
import { pictureFill } from "./picture-patterns"
import { width } from "./reach-bar"
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
  lost,
  versions,
}: Pick<Browser, "name" | "share" | "reach" | "lost" | "versions">) {
  const sumOf = (supported: boolean) =>
    versions.reduce((sum, part) => (part.supported === supported ? sum + part.share : sum), 0)
  const all: VersionPart[] = [
    { version: "other", share: lost - sumOf(false), supported: false },
    ...versions.filter(({ supported }) => !supported),
    ...versions.filter(({ supported }) => supported),
    { version: "other", share: reach - sumOf(true), supported: true },
  ]
  const parts = layOut(
    all.filter((part) => part.share > 1e-7),
    share,
  )
  return (
    <svg className={styles.strip} role="img" aria-label={`Versions of ${name}: ${inWords(parts)}`}>
      {parts.map(({ version, supported, start, size }) => (
        <g key={`${version} ${supported}`}>
          <title>{`${version}: ${formatPercent(size)} of ${name} visits, ${supported ? "reached" : "lost"}`}</title>
          <rect
            className={supported ? styles.reached : undefined}
            fill={supported ? undefined : pictureFill.lost}
            x={width(start)}
            width={width(size)}
            height="100%"
          />
          {start > 0 && (
            <line className={styles.border} x1={width(start)} x2={width(start)} y1="0" y2="100%" />
          )}
          {size >= 0.06 && (
            <text
              className={[supported ? styles.onReached : styles.onLost, size < 0.14 && styles.narrow]
                .filter(Boolean)
                .join(" ")}
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
    .map(
      ({ version, size, supported }) => `${version} ${formatPercent(size)} ${supported ? "reached" : "lost"}`,
    )
    .join(", ")
}
