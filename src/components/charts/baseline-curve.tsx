import { area, curveMonotoneX, line } from "d3-shape"
import React from "react"
import type { AudienceResponse } from "#resources/audience-resource"
import * as styles from "./baseline-curve.module.css"
import { formatPercent } from "./percent"

type YearShare = AudienceResponse["baseline"]["years"][number]

const height = 260
const ground = height - 30
const top = 24
const ticks = [0, 0.25, 0.5, 0.75, 1]

const left = 6
const right = 97

/** Returns the y coordinate of a share. d3's scale would add 12 kB of colours, formats and dates to the bundle. */
const y = (share: number) => ground - share * (ground - top)

/**
 * Shows the reach of each Baseline year. The x coordinates are percentages, so text has the same size on every screen.
 */
export function BaselineCurve({ years }: { years: readonly YearShare[] }) {
  const begin = years[0]?.year ?? 0
  const span = (years.at(-1)?.year ?? 0) - begin || 1
  const across = ({ year }: YearShare) => left + ((right - left) * (year - begin)) / span
  const up = ({ share }: YearShare) => y(share)
  const covered = area<YearShare>().x(across).y0(ground).y1(up).curve(curveMonotoneX)
  const edge = line<YearShare>().x(across).y(up).curve(curveMonotoneX)
  const inWords = years.map(({ year, share }) => `${year} ${formatPercent(share)}`).join(", ")
  return (
    <svg
      className={styles.curve}
      height={height}
      role="img"
      aria-label={`Share of visits that support everything Newly available by the end of each year: ${inWords}`}
    >
      {ticks.map((share) => (
        <g key={share} className={styles.tick}>
          <line x1={`${left}%`} x2={`${right}%`} y1={y(share)} y2={y(share)} />
          <text x="0" y={y(share)} dy="0.35em">
            {100 * share}%
          </text>
        </g>
      ))}
      <svg
        aria-hidden="true"
        width="100%"
        height={height}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
      >
        <path className={styles.area} d={covered(years) ?? undefined} />
        <path className={styles.line} d={edge(years) ?? undefined} />
      </svg>
      {years.map((point, index) => (
        // Narrow screens hide every second label. The newest label is always visible.
        <g key={point.year} className={(years.length - index) % 2 ? undefined : styles.second}>
          <circle className={styles.point} cx={`${across(point)}%`} cy={up(point)} r="3.5" />
          <text className={styles.share} x={`${across(point)}%`} y={up(point) - 12}>
            {formatPercent(point.share)}
          </text>
          <text className={styles.year} x={`${across(point)}%`} y={height - 8}>
            {point.year}
          </text>
        </g>
      ))}
    </svg>
  )
}
