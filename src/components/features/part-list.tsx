import React from "react"
import type { FeatureResponse } from "#resources/feature-resource"
import { AudienceLink } from "../ui/audience-context"

/** Links to parts of a feature in a sentence. Names at most `max` of `count` parts. */
export function PartList({
  keys,
  count = keys.length,
  max = keys.length,
  feature,
  parts,
}: {
  keys: readonly string[]
  count?: number
  max?: number
  feature: string
  parts: FeatureResponse["parts"]
}) {
  const named = keys.slice(0, max)
  return (
    <>
      {named.map((key, index) => (
        <React.Fragment key={key}>
          {index > 0 && ", "}
          <AudienceLink to={`/features/${feature}`} query={{ part: key }}>
            {parts.find((part) => part.key === key)?.name ?? key}
          </AudienceLink>
        </React.Fragment>
      ))}
      {count > named.length && ` and ${count - named.length} more`}
    </>
  )
}
