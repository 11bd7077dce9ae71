/** The security headers of pages, files and endpoints. Files have the same headers as pages. */

/**
 * The site's own security headers by name. A header is added, or replaces the default header of the same name. An empty
 * value removes the default header.
 */
export type SecurityHeaders = Readonly<Record<string, string>>

/** Browser features that few sites use. Permissions-Policy denies them, so that an injected script cannot use them. */
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
 * The security headers of every endpoint. Web pages of any origin may read the response. If a visitor opens the
 * response as a document, scripts in the response do not run.
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
  // Checks the headers at the start: `Headers` throws for an invalid header.
  const headers = new Headers(base)
  for (const [name, value] of Object.entries(own)) {
    if (value === "") headers.delete(name)
    else headers.set(name, value)
  }
  return Object.fromEntries(headers)
}
