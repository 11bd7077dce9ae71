/** For gatsby-config: the security headers that the host sends with files. */
import { pageSecurityHeaders, type SecurityHeaders } from "./response-security-headers"

export type { SecurityHeaders } from "./response-security-headers"

/**
 * Returns the value of `headers` in gatsby-config: the security headers for every file. Server-rendered pages and
 * endpoints do not need this value, because this package sends their security headers.
 * @param own the site's `securityHeaders`, as in createServerData
 */
export const fileSecurityHeaders = (own: SecurityHeaders = {}) => [
  {
    source: "/*",
    headers: Object.entries(pageSecurityHeaders(own)).map(([key, value]) => ({ key, value })),
  },
]
