import { withPrefix } from "gatsby"
import React from "react"
import { useAudienceChoice, withQuery } from "../ui/audience-context"
import { BadgeSnippet } from "../ui/badge-snippet"
import { CopyButton } from "../ui/copy-button"
import * as styles from "./stack-details.module.css"

/** The link, the data and the badge of a stack. */
export function StackTools({ features }: { features: string }) {
  const query = { ...useAudienceChoice(), features }
  return (
    <section>
      <h2>Share this stack</h2>
      <div className={styles.tools}>
        <CopyButton text={() => new URL(withPrefix(withQuery("/stack", query)), window.location.href).href}>
          Copy link
        </CopyButton>
        <a href={withPrefix(withQuery("/api/stack", query))}>View JSON</a>
        <a href={withPrefix(withQuery("/api/stack", { ...query, format: "csv" }))} download>
          Download CSV
        </a>
        <BadgeSnippet
          image={withQuery("/api/stack/badge.svg", query)}
          page={withQuery("/stack", query)}
          alt="Reach of this stack"
        />
      </div>
    </section>
  )
}
