/** For gatsby-config: the security headers of files, which the host sends. */
import { pageSecurityHeaders, type SecurityHeaders } from "./response-security-headers"

export type { SecurityHeaders } from "./response-security-headers"

/**
 * Returns `headers` for gatsby-config, with the security headers of every file. Server-rendered pages and endpoints
 * send their security headers by themselves.
 * @param own the site's `securityHeaders`, as in createServerData
 */
export const fileSecurityHeaders = (own: SecurityHeaders = {}) => [
  {
    source: "/*",
    headers: Object.entries(pageSecurityHeaders(own)).map(([key, value]) => ({ key, value })),
  },
]
