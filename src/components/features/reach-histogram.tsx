import React from "react"
import type { FeaturesResponse } from "#resources/features-resource"
import { exactPercent } from "../charts/percent"
import { AudienceLink } from "../ui/audience-context"
import { percentText } from "../ui/percent-text"
import { type FilterValues, withoutFilter } from "./filter-names"
import * as styles from "./reach-histogram.module.css"

/** The number of features by reach. Each bar is a link that sets the minimum reach. */
export function ReachHistogram({
  counts,
  query,
}: {
  counts: FeaturesResponse["reachCounts"]
  query: FilterValues
}) {
  const largest = Math.max(...counts.map(({ count }) => count), 1)
  const min = Number(percentText(query.min ?? 0))
  const bars = counts.map(({ from, count }, index) => ({
    from: Number(exactPercent(from)),
    count,
    height: Number(((100 * count) / largest).toFixed(2)),
    atLeast: counts.slice(index).reduce((sum, step) => sum + step.count, 0),
  }))
  return (
    <nav className={styles.histogram} aria-label="Features by reach">
      {bars.map(({ from, count, height, atLeast }) => (
        <AudienceLink
          key={from}
          to="/features"
          query={{ ...withoutFilter(query, "min"), min: from || undefined }}
          className={from >= min ? styles.chosen : undefined}
          aria-current={from === min ? "true" : undefined}
          title={`${featuresText(atLeast)} with a reach of at least ${from}%`}
        >
          {count}
          <svg aria-hidden="true">
            <rect y={`${100 - height}%`} width="100%" height={`${height}%`} />
          </svg>
          {from}
          <span className={styles.sign}>%</span>
        </AudienceLink>
      ))}
    </nav>
  )
}

const featuresText = (count: number): string => (count === 1 ? "1 feature" : `${count} features`)
