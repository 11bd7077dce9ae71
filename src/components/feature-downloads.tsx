import { withPrefix } from "gatsby"
import React from "react"
import { useChosenAudience, withQuery } from "./audience-context"

/** The list of features as files: all rows that the filters leave, not only those of the page. `query`: the page's. */
export function FeatureDownloads({
  query,
}: {
  query: Readonly<Partial<Record<string, string | number | undefined>>>
}) {
  const { page: _, ...filters } = query
  const address = withQuery("/api/features", { ...useChosenAudience(), ...filters, format: "csv" })
  return (
    <p>
      {/* Not a Link: no page is there. */}
      <a href={withPrefix(address)} download>
        Download all rows as CSV
      </a>
    </p>
  )
}
