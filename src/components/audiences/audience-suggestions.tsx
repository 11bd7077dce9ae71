import { Link } from "gatsby"
import React from "react"
import { withQuery } from "../ui/audience-context"
import { DidYouMean } from "../ui/did-you-mean"

/** Links to the same page for audiences that the visitor may have meant. `query` contains the parameters of the page. */
export function AudienceSuggestions({
  parameter = "audience",
  items,
  path,
  query,
}: {
  parameter?: string
  items: readonly { id: string; label: string }[]
  path: string
  query: Readonly<Record<string, string>>
}) {
  if (items.length === 0) return null
  return (
    <p>
      <DidYouMean items={items}>
        {({ id, label }) => <Link to={withQuery(path, { ...query, [parameter]: id })}>{label}</Link>}
      </DidYouMean>
    </p>
  )
}
