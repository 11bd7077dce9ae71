import { withPrefix } from "gatsby"
import React from "react"
import * as styles from "./badge-snippet.module.css"
import { Snippet } from "./snippet"
import { useHydrated } from "./use-hydrated"

/** The public origin. gatsby-node.ts sets it to `SITE_URL` at build time. Default: the origin of the page. */
const siteUrl = process.env.GATSBY_SITE_URL

/**
 * A badge with its Markdown, in a box that opens. The browser requests the badge when the box opens.
 * @param image the address of the badge, without the path prefix
 * @param page the address of the page that the badge links to, without the path prefix
 */
export function BadgeSnippet({ image, page, alt }: { image: string; page: string; alt: string }) {
  const isHydrated = useHydrated()
  const origin = siteUrl ?? (isHydrated ? window.location.origin : "")
  const source = withPrefix(image)
  return (
    <details className={styles.badge}>
      <summary>Badge</summary>
      <img src={source} alt={alt} height={20} loading="lazy" />
      <Snippet
        heading="Markdown"
        text={`[![${alt.replace(/[[\]\\`<*_]/g, "\\$&")}](${origin}${source})](${origin}${withPrefix(page)})`}
        copy="Copy Markdown"
      />
    </details>
  )
}
