import { withPrefix } from "gatsby"
import React from "react"
import { useAudienceChoice, withQuery } from "../ui/audience-context"

export function FeatureDownloads({
  query,
}: {
  query: Readonly<Partial<Record<string, string | number | undefined>>>
}) {
  const { page: _, ...filters } = query
  const address = withQuery("/api/features", { ...useAudienceChoice(), ...filters, format: "csv" })
  return (
    <p>
      {/* Uses `a` instead of Link, because the address is not a page. */}
      <a href={withPrefix(address)} download>
        Download all rows as CSV
      </a>
    </p>
  )
}
