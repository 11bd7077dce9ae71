import { withPrefix } from "gatsby"
import React from "react"
import { withQuery } from "../ui/audience-context"
import { Snippet } from "../ui/snippet"
import { useHydrated } from "../ui/use-hydrated"
import * as styles from "./feature-tools.module.css"

/** The public origin. gatsby-node.ts sets it to `SITE_URL` at build time. Default: the origin of the page. */
const siteUrl = process.env.GATSBY_SITE_URL

/** The badge of a feature with its Markdown, in a box that opens. The browser requests the badge when the box opens. */
export function BadgeSnippet({
  id,
  name,
  query,
}: {
  id: string
  name: string
  query: Readonly<Record<string, string | undefined>>
}) {
  const isHydrated = useHydrated()
  const origin = siteUrl ?? (isHydrated ? window.location.origin : "")
  const image = withPrefix(withQuery(`/api/features/${id}/badge.svg`, query))
  const page = withPrefix(withQuery(`/features/${id}`, query))
  const alt = `Reach of ${name}`
  return (
    <details className={styles.badge}>
      <summary>Badge</summary>
      <img src={image} alt={alt} height={20} loading="lazy" />
      <Snippet
        heading="Markdown"
        text={`[![${alt.replace(/[[\]\\`<*_]/g, "\\$&")}](${origin}${image})](${origin}${page})`}
        copy="Copy Markdown"
      />
    </details>
  )
}
