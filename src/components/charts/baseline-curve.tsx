import React from "react"
import type { AudienceResponse } from "#resources/audience-resource"
import * as styles from "./baseline-curve.module.css"
import { exactPercent, formatPercent } from "./percent"

export type YearShare = AudienceResponse["baseline"]["years"][number]

const height = 260
const ground = height - 30
const top = 24

/** Percent of the width. */
const left = 6
const right = 99

/**
 * Shows the reach of each Baseline year as steps, with the target, Baseline widely available, and another audience for
 * comparison. The axis starts at `floor`, because the shares differ little. The x coordinates are percentages, so that
 * text has the same size on every screen.
 */
export function BaselineCurve({
  years,
  target,
  widely,
  compared,
  floor,
}: {
  years: readonly YearShare[]
  target?: number
  widely?: number
  compared?: readonly YearShare[]
  floor: number
}) {
  const y = (share: number) => ground - ((share - floor) / (1 - floor)) * (ground - top)
  const step = (right - left) / years.length
  const x = (index: number) => Number((left + index * step).toFixed(4))
  const inWords = years.map(({ year, share }) => `${year} ${formatPercent(share)}`).join(", ")
  const stepsOf = (shares: readonly YearShare[]) =>
    shares.map(({ share }, index) => `${index === 0 ? `M${x(0)} ` : "V"}${y(share)}H${x(index + 1)}`).join("")
  return (
    <svg
      className={styles.curve}
      height={height}
      role="img"
      aria-label={`Share of visits that support everything Newly available by the end of each year: ${inWords}`}
    >
      {ticksFrom(floor).map((share) => (
        <g key={share} className={styles.tick}>
          <line x1={`${left}%`} x2={`${right}%`} y1={y(share)} y2={y(share)} />
          <text x="0" y={y(share)} dy="0.35em">
            {Math.round(100 * share)}%
          </text>
        </g>
      ))}
      {years.map(({ year, share }, index) => (
        <rect
          key={year}
          className={styles.area}
          x={`${x(index)}%`}
          y={y(share)}
          width={`${step}%`}
          height={ground - y(share)}
        />
      ))}
      <svg
        aria-hidden="true"
        width="100%"
        height={height}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
      >
        {compared && <path className={styles.compared} d={stepsOf(compared)} />}
        <path className={styles.line} d={stepsOf(years)} />
      </svg>
      {target !== undefined && (
        <g className={styles.target}>
          <line x1={`${left}%`} x2={`${right}%`} y1={y(target)} y2={y(target)} />
          <text x={`${left + 1}%`} y={y(target) + 14}>
            Target: {exactPercent(target)}%
          </text>
        </g>
      )}
      {widely !== undefined && (
        <g className={styles.widely}>
          <line x1={`${(left + right) / 2}%`} x2={`${right}%`} y1={y(widely)} y2={y(widely)} />
          <text x={`${right}%`} y={y(widely) - 6}>
            Widely available: {formatPercent(widely)}
          </text>
        </g>
      )}
      {years.map(({ year, share }, index) => (
        // Narrow screens hide every second label. The newest label is always visible.
        <g key={year} className={(years.length - index) % 2 ? undefined : styles.second}>
          <text className={styles.share} x={`${x(index) + step / 2}%`} y={y(share) - 8}>
            {formatPercent(share)}
          </text>
          <text className={styles.year} x={`${x(index) + step / 2}%`} y={height - 8}>
            {year}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** Returns the largest multiple of 10% that is below all shares. */
export const floorOf = (shares: readonly number[]): number =>
  Math.max(0, Math.ceil(10 * Math.min(...shares)) - 1) / 10

function ticksFrom(floor: number): number[] {
  const step = floor < 0.5 ? 0.2 : 0.1
  const ticks = [1]
  for (let share = 1 - step; share > floor + step / 4; share -= step) ticks.push(share)
  return [...ticks, floor]
}
