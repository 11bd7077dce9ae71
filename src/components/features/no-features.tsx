import React from "react"
import type { FeaturesResponse } from "#resources/features-resource"
import { AudienceLink } from "../ui/audience-context"
import { percentText } from "../ui/percent-text"
import { isBeyondBasis, UnreachableShare } from "../ui/unreachable-share"
import { activeFilters, type FilterOptions, type FilterValues, withoutFilter } from "./filter-names"

/**
 * Replaces an empty table. Lists the filters to remove, most results first. Links to page 1 if the page does not exist.
 */
export function NoFeatures({
  values,
  options,
  total,
  pageSize,
  without,
  audience,
}: {
  audience: Pick<FeaturesResponse["audience"], "of" | "unknown">
  values: FilterValues
  options: FilterOptions
  /** The number of matching features. It is not 0 if the page number is too high. */
  total: number
  pageSize: number
  without: FeaturesResponse["without"]
}) {
  if (total > 0) {
    const pages = Math.ceil(total / pageSize)
    return (
      <p>
        {pages === 1 ? "There is only 1 page." : `There are only ${pages} pages.`}{" "}
        <AudienceLink to="/features" query={withoutFilter(values, "page")}>
          Go to page 1
        </AudienceLink>
      </p>
    )
  }
  const removable = activeFilters(values, options)
    .map((filter) => ({ ...filter, matches: without[filter.name as keyof typeof without] ?? 0 }))
    .filter(({ matches }) => matches > 0)
    .sort((a, b) => b.matches - a.matches)
  const min = Number(percentText(values.min ?? "")) / 100
  if (isBeyondBasis(min, audience)) {
    return <UnreachableShare share={min} audience={audience} query={withoutFilter(values, "page")} />
  }
  if (removable.length === 0) {
    return (
      <p>
        No features match. <AudienceLink to="/features">Clear all filters</AudienceLink>
      </p>
    )
  }
  return (
    <>
      <p>No features match. Try removing a filter:</p>
      <ul>
        {removable.map(({ name, label, matches }) => (
          <li key={name}>
            <AudienceLink to="/features" query={withoutFilter(values, name)}>
              {label}
            </AudienceLink>
            : {matches === 1 ? "1 feature" : `${matches} features`}
          </li>
        ))}
      </ul>
    </>
  )
}
