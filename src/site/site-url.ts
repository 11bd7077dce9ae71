/** Where `npm start` listens where nothing else is said. */
const local = "http://localhost:9000"

/**
 * The origin at which the site is public, from the environment's `SITE_URL`.
 * @throws Error that says what would be right
 */
export function readSiteUrl(text = ""): string {
  if (text === "") return local
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.pathname !== "/") {
    throw new Error(`SITE_URL must be an origin such as https://reachline.example, not “${text}”.`)
  }
  return url.origin
}
