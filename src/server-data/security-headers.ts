/** Features of browsers that no page of this site uses, so that nothing that gets into one can either. */
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

/** What every page says to browsers, and every file, where gatsby-config has them under `headers`. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  // Another site learns that a visitor comes from here, and not from which page.
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": unused.map((feature) => `${feature}=()`).join(", "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
}

/** The same of endpoints: any origin may read them, and whoever opens one as a document runs nothing in it. */
export const endpointHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  "cross-origin-resource-policy": "cross-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}

/** `headers` of gatsby-config: what every file says. Server-rendered pages and endpoints say it by themselves. */
export const headersOfFiles = [
  {
    source: "/*",
    headers: Object.entries(securityHeaders).map(([key, value]) => ({ key, value })),
  },
]
