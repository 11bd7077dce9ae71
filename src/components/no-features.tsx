import React from "react"
import type { FeaturesResponse } from "../resources/features"
import { AudienceLink } from "./audience-context"
import { activeFilters, type FilterOptions, type FilterValues, withoutFilter } from "./filter-names"

/** In the place of rows where there are none: which filter to loosen, the one that gives most first. */
export function NoFeatures({
  values,
  options,
  total,
  without,
}: {
  values: FilterValues
  options: FilterOptions
  /** How many features pass the filters: some, where the page is past the last one. */
  total: number
  without: FeaturesResponse["without"]
}) {
  if (total > 0) {
    return (
      <p>
        The list ends before this page.{" "}
        <AudienceLink to="/features" query={withoutFilter(values, "page")}>
          To its first page
        </AudienceLink>
      </p>
    )
  }
  const loosening = activeFilters(values, options)
    .map((filter) => ({ ...filter, gives: without[filter.name as keyof typeof without] ?? 0 }))
    .filter(({ gives }) => gives > 0)
    .sort((a, b) => b.gives - a.gives)
  if (loosening.length === 0) {
    return (
      <p>
        No single filter keeps them out. <AudienceLink to="/features">Take all filters off</AudienceLink>
      </p>
    )
  }
  return (
    <>
      <p>Nothing passes all of these filters together. It would without:</p>
      <ul>
        {loosening.map(({ name, label, gives }) => (
          <li key={name}>
            <AudienceLink to="/features" query={withoutFilter(values, name)}>
              {label}
            </AudienceLink>
            : {gives === 1 ? "1 feature" : `${gives} features`}
          </li>
        ))}
      </ul>
    </>
  )
}
