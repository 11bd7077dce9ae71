/** The most addresses that a sitemap may list (sitemaps.org, protocol). */
export const mostAddresses = 50_000

/** A sitemap of absolute addresses (sitemaps.org). @throws Error where there are more than one file may list */
export function sitemapOf(addresses: readonly string[]): string {
  if (addresses.length > mostAddresses) {
    throw new Error(`A sitemap lists at most ${mostAddresses} addresses, not ${addresses.length}.`)
  }
  const urls = addresses.map((address) => `<url><loc>${escapeXml(address)}</loc></url>`)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    "</urlset>",
    "",
  ].join("\n")
}

/** Everything may be crawled but what is one visitor's own, and the API, which shows what the pages show. */
export function robotsOf(prefix: string, sitemap: string): string {
  return `User-agent: *\nDisallow: ${prefix}/you\nDisallow: ${prefix}/api/\nAllow: ${prefix}/api/features/*/badge.svg\n\nSitemap: ${sitemap}\n`
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")
}
