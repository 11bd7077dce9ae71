import React from "react"
import type { FeaturesResponse } from "#resources/features-resource"
import { exactPercent } from "../charts/percent"
import { AudienceLink } from "../ui/audience-context"
import { percentText } from "../ui/percent-text"
import * as styles from "./feature-presets.module.css"
import type { FilterValues } from "./filter-names"

/** Links to common questions about the list. They keep the search, the group and the snapshot. */
export function FeaturePresets({
  response: { target, total, meetingTarget, pageSize },
  query: { q, group, snapshot, baseline, min = 0 },
}: {
  response: Pick<FeaturesResponse, "target" | "total" | "meetingTarget" | "pageSize">
  query: FilterValues
}) {
  const kept = { q, group, snapshot }
  const targetPercent = exactPercent(target)
  // With a minimum above the target, the position of the first feature below the target is unknown.
  const hasNearlySafe = meetingTarget < total && Number(percentText(min)) <= 100 * target
  const page = Math.floor(meetingTarget / pageSize) + 1
  const presets = [
    { name: "Safe for us", query: { ...kept, min: targetPercent, sort: "newest" } },
    { name: "Newly safe", query: { ...kept, min: targetPercent, sort: "newest", baseline: "newly" } },
    ...(hasNearlySafe
      ? [
          {
            name: "Nearly safe",
            query: { ...kept, baseline, sort: "reach", page: page > 1 ? page : undefined },
          },
        ]
      : []),
  ]
  return (
    <ul className={styles.presets} aria-label="Presets">
      {presets.map(({ name, query }) => (
        <li key={name}>
          <AudienceLink to="/features" query={query}>
            {name}
          </AudienceLink>
        </li>
      ))}
    </ul>
  )
}
