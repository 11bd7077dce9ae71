import { withPrefix } from "gatsby"
import React from "react"
import { useAudienceChoice, withQuery } from "../ui/audience-context"
import { CopyButton } from "../ui/copy-button"
import * as styles from "./stack-details.module.css"

/** The link, the data and the badge of a stack. */
export function StackTools({ features }: { features: string }) {
  const query = { ...useAudienceChoice(), features }
  const page = withPrefix(withQuery("/stack", query))
  const badge = withPrefix(withQuery("/api/stack/badge.svg", query))
  const absolute = (path: string) => new URL(path, window.location.href).href
  return (
    <section aria-label="Share this stack" className={styles.tools}>
      <CopyButton text={() => absolute(page)}>Copy link</CopyButton>
      <a href={withPrefix(withQuery("/api/stack", query))}>View JSON</a>
      <a href={withPrefix(withQuery("/api/stack", { ...query, format: "csv" }))} download>
        Download CSV
      </a>
      <details>
        <summary>Badge</summary>
        <img src={badge} alt="Reach of this stack" height={20} loading="lazy" />
        <CopyButton text={() => `[![Reach](${absolute(badge)})](${absolute(page)})`}>
          Copy Markdown
        </CopyButton>
      </details>
    </section>
  )
}
