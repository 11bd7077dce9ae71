/** The security headers of pages and endpoints. Files have the same headers as pages. */

/**
 * Headers by name. Each one is added, or replaces the default header of the same name. An empty value removes a header.
 */
export type SecurityHeaders = Readonly<Record<string, string>>

/** Permissions-Policy denies these browser features, which few sites use. An injected script then cannot use them. */
const deniedFeatures = [
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
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": deniedFeatures.map((feature) => `${feature}=()`).join(", "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
}

/** The headers of every page. */
export const pageSecurityHeaders = (own: SecurityHeaders = {}) => mergeHeaders(defaults, own)

/**
 * The security headers of every endpoint. Any origin may read the response. If a visitor opens the response as a
 * document, its scripts do not run.
 */
export const endpointSecurityHeaders = (own: SecurityHeaders = {}) =>
  mergeHeaders(
    {
      ...defaults,
      "cross-origin-resource-policy": "cross-origin",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    },
    own,
  )

function mergeHeaders(base: SecurityHeaders, own: SecurityHeaders): Record<string, string> {
  // `Headers` throws for an invalid header at the start, not when each response is written.
  const headers = new Headers(base)
  for (const [name, value] of Object.entries(own)) {
    if (value === "") headers.delete(name)
    else headers.set(name, value)
  }
  return Object.fromEntries(headers)
}
