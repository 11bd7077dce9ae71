/** The options of `createServerData` and `createEndpoint`. They apply to a whole site. */
import type { ErrorOptions } from "./error-handling"
import { assertMessages } from "./messages"
import type { SecurityHeaders } from "./response-security-headers"
import { describeValue, isPlain, typeName } from "./serializable"

export type SiteOptions = ErrorOptions & {
  /**
   * The origin of `url`. Default: http://localhost. The Host header is not used as the origin: caches would then have
   * to keep one response for each host.
   */
  origin?: string
  /** Response headers that are added to the default security headers or replace them. "" removes a default header. */
  securityHeaders?: SecurityHeaders
}

/** @throws TypeError for an invalid site option */
export function checkSiteOptions(site: SiteOptions & { extend?: unknown }): void {
  if (typeof site !== "object" || site === null) {
    throw new TypeError(`The options must be an object, not ${typeName(site)}.`)
  }
  const { origin, messages, securityHeaders } = site
  if (origin !== undefined) assertOrigin(origin)
  for (const name of ["log", "toHttpError", "extend"] as const) {
    const value = site[name]
    if (value !== undefined && typeof value !== "function") {
      throw new TypeError(`${name} must be a function, not ${typeName(value)}.`)
    }
  }
  if (messages !== undefined && typeof messages !== "function") {
    assertMessages(messages, "messages must be a function or")
  }
  if (securityHeaders !== undefined) assertSecurityHeaders(securityHeaders)
}

function assertOrigin(origin: unknown): void {
  const url = typeof origin === "string" && URL.canParse(origin) ? new URL(origin) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new TypeError(
      `origin must be a URL without a path, such as "https://site.example", not ${describeValue(origin)}.`,
    )
  }
}

function assertSecurityHeaders(given: unknown): void {
  if (typeof given !== "object" || given === null || !isPlain(given)) {
    throw new TypeError(
      `securityHeaders must be a plain object of texts by header name, not ${typeName(given)}.`,
    )
  }
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "string") continue
    throw new TypeError(
      `securityHeaders: the value of ${name} must be a text, not ${typeName(value)}. "" removes a header.`,
    )
  }
}
