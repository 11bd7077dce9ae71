/** Headers in the place of the default ones, or besides them; an empty value leaves one out. */
export type SecurityHeaders = Readonly<Record<string, string>>

/** Features of browsers that few sites use: nothing that gets into a page uses them either. */
const unused = [
  "accelerometer",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "usb",
]

const defaults: SecurityHeaders = {
  "x-content-type-options": "nosniff",
  // Another site learns that a visitor comes from here, and not from which page.
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": unused.map((feature) => `${feature}=()`).join(", "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
}

/** What every page says to browsers, and every file, where gatsby-config has them under `headers`. */
export const securityHeaders = (own: SecurityHeaders = {}) => merged(defaults, own)

/** The same of endpoints: any origin may read them, and whoever opens one as a document runs nothing in it. */
export const endpointHeaders = (own: SecurityHeaders = {}) =>
  merged(
    {
      ...defaults,
      "cross-origin-resource-policy": "cross-origin",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    },
    own,
  )

/**
 * `headers` of gatsby-config: what every file says. Server-rendered pages and endpoints say it by themselves.
 * @param own the site's `securityHeaders`, where it has any
 */
export const headersOfFiles = (own: SecurityHeaders = {}) => [
  {
    source: "/*",
    headers: Object.entries(securityHeaders(own)).map(([key, value]) => ({ key, value })),
  },
]

function merged(those: SecurityHeaders, own: SecurityHeaders): Record<string, string> {
  // Headers refuses what no response can hold: here, and not when each answer is written.
  const headers = new Headers(those)
  for (const [name, value] of Object.entries(own)) {
    if (value === "") headers.delete(name)
    else headers.set(name, value)
  }
  return Object.fromEntries(headers)
}
