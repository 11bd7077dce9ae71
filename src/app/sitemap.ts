/** The maximum number of addresses in one sitemap file (sitemaps.org, protocol). */
const maxAddresses = 50_000

/**
 * Returns a sitemap of absolute addresses (sitemaps.org).
 * @throws Error if there are more addresses than one file may list
 */
export function sitemapOf(addresses: readonly string[]): string {
  if (addresses.length > maxAddresses) {
    throw new Error(`A sitemap lists at most ${maxAddresses} addresses, not ${addresses.length}.`)
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

/** Returns a robots.txt that disallows `/you` and the API, except badges. */
export function robotsOf(prefix: string, sitemap: string): string {
  return `User-agent: *\nDisallow: ${prefix}/you\nDisallow: ${prefix}/api/\nAllow: ${prefix}/api/*/badge.svg\n\nSitemap: ${sitemap}\n`
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")
}
