import { withPrefix } from "gatsby"
import React from "react"

/** The head of a page. `title` without the site's name. */
export function Seo({ title, description }: { title?: string; description?: string }) {
  return (
    <>
      <html lang="en" />
      <title>{title ? `${title} – Reachline` : "Reachline: which web features reach your visitors"}</title>
      {description && <meta name="description" content={description} />}
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href={withPrefix("/favicon.svg")} type="image/svg+xml" />
    </>
  )
}
