import { withPrefix } from "gatsby"
import React from "react"

/**
 * The elements that are in the head of every document. They are constant, so gatsby-ssr writes them, and no page loads this
 * code. `Seo` renders the elements that differ between pages.
 * @param siteUrl the public origin of the site, or "" if it is unknown
 */
export const documentHead = (siteUrl: string) => [
  <meta key="color-scheme" name="color-scheme" content="light dark" />,
  <link key="icon" rel="icon" href={withPrefix("/favicon.svg")} type="image/svg+xml" />,
  <link key="touch-icon" rel="apple-touch-icon" href={withPrefix("/icon-192.png")} />,
  <link key="manifest" rel="manifest" href={withPrefix("/manifest.webmanifest")} />,
  <meta key="site" property="og:site_name" content="Reachline" />,
  <meta key="type" property="og:type" content="website" />,
  <meta key="image" property="og:image" content={siteUrl + withPrefix("/og.png")} />,
  <meta key="image-width" property="og:image:width" content="1200" />,
  <meta key="image-height" property="og:image:height" content="630" />,
  <meta
    key="image-alt"
    property="og:image:alt"
    content="Reachline: which web features reach your visitors."
  />,
  <meta key="card" name="twitter:card" content="summary_large_image" />,
]
