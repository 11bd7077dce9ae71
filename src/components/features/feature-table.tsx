import React, { type ReactNode } from "react"
import type { FeatureItem } from "#resources/features-resource"
import { Percent } from "../charts/percent"
import { ReachBar } from "../charts/reach-bar"
import { AudienceLink, useAudienceChoice } from "../ui/audience-context"
import { VisuallyHidden } from "../ui/visually-hidden"
import { BaselineStatus } from "./baseline-status"
import * as styles from "./feature-table.module.css"
import { type FilterValues, withoutFilter } from "./filter-names"

export function FeatureTable({
  items,
  audience,
  query,
}: {
  items: readonly FeatureItem[]
  audience: string
  query: FilterValues
}) {
  const { of } = useAudienceChoice()
  return (
    <table className={styles.table}>
      <caption>
        <VisuallyHidden>Reach of each feature: {audience}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <SortableHead by="name" direction="ascending" query={query}>
            Feature
          </SortableHead>
          <SortableHead by="reach" direction="descending" query={query}>
            Reach
          </SortableHead>
          <th scope="col">Lost</th>
          <SortableHead by="date" direction="descending" query={query}>
            Baseline
          </SortableHead>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <th scope="row">
              <AudienceLink to={`/features/${item.id}`}>{item.name}</AudienceLink>
              <span className={styles.description}>{item.description}</span>
            </th>
            <td className={styles.figure}>
              <Percent value={item.reach} />
              <ReachBar
                reach={item.reach}
                partial={item.partial}
                lost={item.lost}
                unknown={of === "all" ? item.unknown : 0}
              />
            </td>
            <td>
              <Percent value={item.lost} />
            </td>
            <td className={styles.status}>
              <BaselineStatus baseline={item.baseline} since={item.since} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SortableHead({
  by,
  direction,
  query,
  children,
}: {
  by: "name" | "reach" | "date"
  direction: "ascending" | "descending"
  query: FilterValues
  children: ReactNode
}) {
  const order = query.sort ?? (query.q === undefined ? "reach" : "relevance")
  const isSorted = order === by
  return (
    <th scope="col" aria-sort={isSorted ? direction : undefined}>
      <AudienceLink
        className={styles.head}
        to="/features"
        query={{ ...withoutFilter(query, "sort"), sort: by }}
      >
        {children}
        <svg className={styles.arrow} viewBox="0 0 10 10" aria-hidden="true">
          {isSorted && <path d={direction === "ascending" ? "M1 7h8L5 2z" : "M1 3h8L5 8z"} />}
        </svg>
      </AudienceLink>
    </th>
  )
}
