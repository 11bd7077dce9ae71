import { withPrefix } from "gatsby"
import React, { useEffect } from "react"

const siteName = "Reachline"
const defaultTitle = "Reachline: which web features reach your visitors"

/** Where the site is public: `SITE_URL` at the build, see gatsby-node.ts. */
const siteUrl = process.env.GATSBY_SITE_URL ?? ""

/** A path of this site as an absolute address, as canonical links and Open Graph need it. */
const absolute = (path: string) => siteUrl + withPrefix(path)

const fullTitleOf = (title?: string) => (title ? `${title} – ${siteName}` : defaultTitle)

/** For a page that changes what it is about without a navigation, after which alone Gatsby draws a Head. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = fullTitleOf(title)
  }, [title])
}

/**
 * The head of a page.
 *
 * `title` stands without the site's name. `path` is the page's canonical address, without the parameters that show
 * the same thing otherwise (the audience, a page's number). `about` describes it as schema.org's JSON-LD: an object
 * with its `@type`. `noindex` keeps search engines away.
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
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href={withPrefix("/favicon.svg")} type="image/svg+xml" />
      <link rel="apple-touch-icon" href={withPrefix("/icon-192.png")} />
      <link rel="manifest" href={withPrefix("/manifest.webmanifest")} />
      <meta property="og:site_name" content={siteName} />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={title || defaultTitle} />
      {description && <meta property="og:description" content={description} />}
      <meta property="og:image" content={absolute("/og.png")} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta
        property="og:image:alt"
        content="Reachline: which web features reach your visitors, and whom you lose."
      />
      <meta name="twitter:card" content="summary_large_image" />
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
          // biome-ignore lint/security/noDangerouslySetInnerHtml: it is JSON in which nothing can end the element
          dangerouslySetInnerHTML={{ __html: toJsonLd({ url: absolute(path), ...about }) }}
        />
      )}
    </>
  )
}

/** JSON-LD whose text cannot end its script element, whatever it says. A data block: no policy has to allow it. */
function toJsonLd(about: object): string {
  return JSON.stringify({ "@context": "https://schema.org", ...about }).replaceAll("<", "\\u003c")
}
