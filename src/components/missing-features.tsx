import React from "react"
import type { BrowserResponse } from "../resources/browser"
import { AudienceLink } from "./audience-context"
import * as styles from "./missing-features.module.css"

const groups = [
  { baseline: "widely", heading: "Widely available elsewhere" },
  { baseline: "newly", heading: "Newly available elsewhere" },
  { baseline: "limited", heading: "Limited elsewhere too" },
] as const

/** What a version of a browser lacks, by Baseline status: what other browsers have had longest comes first. */
export function MissingFeatures({ items }: { items: BrowserResponse["missing"] }) {
  if (items.length === 0) return <p>Nothing: it has every feature that is known here.</p>
  return groups.map(({ baseline, heading }) => {
    const group = items.filter((item) => item.baseline === baseline)
    if (group.length === 0) return null
    return (
      // What is limited is the longest list and matters least.
      <details key={baseline} open={baseline !== "limited" && group.length <= 200}>
        <summary>
          {heading}: {group.length}
        </summary>
        <ul className={styles.list}>
          {group.map(({ id, name }) => (
            <li key={id}>
              <AudienceLink to={`/features/${id}`}>{name}</AudienceLink>
            </li>
          ))}
        </ul>
      </details>
    )
  })
}
