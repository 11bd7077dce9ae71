import React, { type ReactNode } from "react"
import type { FeatureItem, FoundPartItem } from "#resources/features-resource"
import { Percent } from "../charts/percent"
import { ReachBar } from "../charts/reach-bar"
import { AudienceLink, useAudienceChoice } from "../ui/audience-context"
import { lacksFigures } from "../ui/no-figures"
import { VisuallyHidden } from "../ui/visually-hidden"
import { BaselineStatus } from "./baseline-status"
import * as styles from "./feature-table.module.css"
import { type FilterValues, withoutFilter } from "./filter-names"

/**
 * The table of features. Parts that a search names are rows of their own, before the features. `looserFrom` is the index
 * of the first feature that matches the search only loosely.
 */
export function FeatureTable({
  items,
  parts = [],
  looserFrom = items.length,
  audience,
  target,
  query,
}: {
  items: readonly FeatureItem[]
  parts?: readonly FoundPartItem[]
  looserFrom?: number
  audience: string
  target: number
  query: FilterValues
}) {
  const close = items.slice(0, looserFrom)
  const looser = items.slice(looserFrom)
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
          <th scope="col">Partial</th>
          <th scope="col">Lost</th>
          <SortableHead by="newest" direction="descending" query={query}>
            Baseline
          </SortableHead>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <Row key={part.key} item={part} target={target}>
            <AudienceLink to={`/features/${part.feature.id}`} query={{ part: part.key }}>
              {part.name}
            </AudienceLink>
            <span className={styles.description}>
              part of <AudienceLink to={`/features/${part.feature.id}`}>{part.feature.name}</AudienceLink>
            </span>
          </Row>
        ))}
        {close.map((item) => (
          <FeatureRow key={item.id} item={item} target={target} />
        ))}
      </tbody>
      {looser.length > 0 && (
        <tbody>
          <tr>
            <th className={styles.group} colSpan={5} scope="rowgroup">
              Looser matches
            </th>
          </tr>
          {looser.map((item) => (
            <FeatureRow key={item.id} item={item} target={target} />
          ))}
        </tbody>
      )}
    </table>
  )
}

function FeatureRow({ item, target }: { item: FeatureItem; target: number }) {
  const { id, name, description, matchedPart } = item
  return (
    <Row item={item} target={target}>
      <AudienceLink to={`/features/${id}`}>{name}</AudienceLink>
      <span className={styles.description}>
        {matchedPart ? (
          <>
            has the part{" "}
            <AudienceLink to={`/features/${id}`} query={{ part: matchedPart.key }}>
              {matchedPart.name}
            </AudienceLink>
          </>
        ) : (
          description
        )}
      </span>
    </Row>
  )
}

function Row({
  item,
  target,
  children,
}: {
  item: FeatureItem | FoundPartItem
  target: number
  children: ReactNode
}) {
  const { of } = useAudienceChoice()
  const { reach, partial, lost, unknown, baseline, since } = item
  return (
    <tr>
      <th scope="row">{children}</th>
      {lacksFigures(item) ? (
        <td colSpan={3}>no data</td>
      ) : (
        <>
          <td className={styles.figure}>
            <Percent value={reach} />
            {!item.meetsTarget && <span className={styles.short}> {pointsShort(target - reach)}</span>}
            <ReachBar {...{ reach, partial, lost }} unknown={of === "all" ? unknown : 0} isDecorative />
          </td>
          <td>
            <Percent value={partial} />
          </td>
          <td>
            <Percent value={lost} />
          </td>
        </>
      )}
      <td className={styles.status}>
        <BaselineStatus baseline={baseline} since={since} />
      </td>
    </tr>
  )
}

/** @param fraction the difference of the target and the reach, above 0 */
function pointsShort(fraction: number): string {
  const points = 100 * fraction
  return points < 0.05 ? "<0.1 points short" : `${points.toFixed(1)} points short`
}

function SortableHead({
  by,
  direction,
  query,
  children,
}: {
  by: "name" | "reach" | "newest"
  direction: "ascending" | "descending"
  query: FilterValues
  children: ReactNode
}) {
  const order = query.sort ?? (query.q === undefined ? "newest" : "relevance")
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
