const defaultUrl = "http://localhost:9000"

/**
 * The public origin of the site, from the environment variable `SITE_URL`.
 * @throws Error if the text is not an http or https origin
 */
export function readSiteUrl(text = ""): string {
  if (text === "") return defaultUrl
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.pathname !== "/") {
    throw new Error(`SITE_URL must be an origin such as https://reachline.example, not “${text}”.`)
  }
  return url.origin
}
