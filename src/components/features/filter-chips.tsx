import React from "react"
import { AudienceLink } from "../ui/audience-context"
import * as styles from "./filter-chips.module.css"
import { activeFilters, type FilterOptions, type FilterValues, withoutFilter } from "./filter-names"

export function FilterChips({ values, options }: { values: FilterValues; options: FilterOptions }) {
  const active = activeFilters(values, options)
  if (active.length === 0) return null
  return (
    <ul className={styles.chips} aria-label="Active filters">
      {active.map(({ name, label }) => (
        <li key={name}>
          <AudienceLink
            to="/features"
            query={withoutFilter(values, name)}
            aria-label={`Remove filter ${label}`}
          >
            {label} <span aria-hidden="true">×</span>
          </AudienceLink>
        </li>
      ))}
    </ul>
  )
}
