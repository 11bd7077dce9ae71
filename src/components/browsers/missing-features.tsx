import React from "react"
import type { BrowserResponse } from "#resources/browser-resource"
import { supportNames } from "../charts/support-names"
import { AudienceLink } from "../ui/audience-context"
import * as styles from "./missing-features.module.css"

const groups = [
  { baseline: "widely", heading: "Widely available in other browsers" },
  { baseline: "newly", heading: "Newly available in other browsers" },
  { baseline: "limited", heading: "Limited availability" },
] as const

export function MissingFeatures({ items }: { items: BrowserResponse["missing"] }) {
  if (items.length === 0) return <p>None. This version supports every feature fully.</p>
  return groups.map(({ baseline, heading }) => {
    const group = items.filter((item) => item.baseline === baseline)
    if (group.length === 0) return null
    return (
      // Closes the list of limited features, because it is the longest and the least important list.
      <details key={baseline} open={baseline !== "limited" && group.length <= 200}>
        <summary>
          {heading}: {countInWords(group)}
        </summary>
        <ul className={styles.list}>
          {group.map(({ id, name, support }) => (
            <li key={id}>
              <AudienceLink to={`/features/${id}`}>{name}</AudienceLink>
              {support === "partial" && ` (${supportNames.partial})`}
            </li>
          ))}
        </ul>
      </details>
    )
  })
}

function countInWords(group: BrowserResponse["missing"]): string {
  const partial = group.filter(({ support }) => support === "partial").length
  return partial > 0 ? `${group.length}, of which ${partial} ${supportNames.partial}` : `${group.length}`
}
