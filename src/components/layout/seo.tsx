import { withPrefix } from "gatsby"
import React, { useEffect } from "react"

const siteName = "Reachline"
const defaultTitle = "Reachline: which web features reach your visitors"

/** The public origin. gatsby-node.ts sets it to `SITE_URL` at build time. */
const siteUrl = process.env.GATSBY_SITE_URL ?? ""

const absolute = (path: string) => siteUrl + withPrefix(path)

const fullTitleOf = (title?: string) => (title ? `${title} – ${siteName}` : defaultTitle)

/** Sets the title of a page that changes without a navigation. Gatsby renders Head only after a navigation. */
export function useTitle(title: string): void {
  useEffect(() => {
    // Between two pages, Gatsby has removed one title element and not yet added the next. `document.title` would then
    // create another element, which would stay first.
    const element = document.querySelector("head > title")
    if (element) element.textContent = fullTitleOf(title)
  }, [title])
}

/**
 * Renders the head of a page. `title` does not contain the site's name. `path` is the canonical path without the
 * audience and the page number. `about` is a schema.org object with its `@type`. `noindex` excludes the page from
 * search engines.
 */
export function Seo({
  title,
  description,
  path,
  about,
  noindex = false,
}: {
  title?: string
  description?: string
  path?: string
  about?: Readonly<Record<string, unknown>> & { "@type": string }
  noindex?: boolean
}) {
  const fullTitle = fullTitleOf(title)
  return (
    <>
      <html lang="en" />
      <title>{fullTitle}</title>
      {description && <meta name="description" content={description} />}
      <meta property="og:title" content={title || defaultTitle} />
      {description && <meta property="og:description" content={description} />}
      {noindex && <meta name="robots" content="noindex" />}
      {path !== undefined && (
        <>
          <link rel="canonical" href={absolute(path)} />
          <meta property="og:url" content={absolute(path)} />
        </>
      )}
      {about && path !== undefined && (
        <script
          type="application/ld+json"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without “<” cannot end the element
          dangerouslySetInnerHTML={{ __html: toJsonLd({ url: absolute(path), ...about }) }}
        />
      )}
    </>
  )
}

/** Returns JSON-LD without “<”, so that no text can end the script element. The CSP does not apply to data blocks. */
function toJsonLd(about: object): string {
  return JSON.stringify({ "@context": "https://schema.org", ...about }).replaceAll("<", "\\u003c")
}
