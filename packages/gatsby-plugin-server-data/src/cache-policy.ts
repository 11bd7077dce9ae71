import { headersWith, type Outcome } from "./outcome"

/** How a good answer may be kept. Made by `shared`, `privately` or `noStore`, or left out: then each request is a miss. */
export type CachePolicy = { readonly scope: "shared" | "private"; readonly value: string }

type Seconds = number

/**
 * The answer is the same for every visitor: shared caches keep it `maxAge` seconds, browsers ask again each time.
 * `staleWhileRevalidate` and `staleIfError` are the seconds after that in which a cache may show the old answer
 * while it fetches a new one, or because it could not (RFC 5861).
 */
export function shared({
  maxAge,
  staleWhileRevalidate,
  staleIfError,
}: {
  maxAge: Seconds
  staleWhileRevalidate?: Seconds
  staleIfError?: Seconds
}): CachePolicy {
  const parts = ["public", "max-age=0", directive("s-maxage", maxAge, "maxAge")]
  if (staleWhileRevalidate !== undefined) {
    parts.push(directive("stale-while-revalidate", staleWhileRevalidate, "staleWhileRevalidate"))
  }
  if (staleIfError !== undefined) parts.push(directive("stale-if-error", staleIfError, "staleIfError"))
  return Object.freeze({ scope: "shared", value: parts.join(", ") })
}

/** The answer is one visitor's: their browser may keep it, and asks whether it is still good (ETag) each time. */
export function privately(): CachePolicy {
  return Object.freeze({ scope: "private", value: "private, no-cache" })
}

/** The answer is one visitor's, and nothing keeps it, their browser neither. */
export function noStore(): CachePolicy {
  return Object.freeze({ scope: "private", value: notStored })
}

const notStored = "private, no-store"

function directive(name: string, seconds: Seconds, option: string): string {
  if (!Number.isInteger(seconds) || seconds < 0) {
    throw new TypeError(`shared({ ${option} }): seconds, a whole number from 0, not ${seconds}.`)
  }
  return `${name}=${seconds}`
}

const miss = "public, max-age=0, must-revalidate"

/**
 * `Cache-Control` of an answer.
 * @param personal the answer depends on who asks, whatever the policy says
 */
export function cacheControl(policy: CachePolicy | undefined, status: number, personal: boolean): string {
  if (personal) return notStored
  if (isSuccess(status) || status === 301 || status === 308) return policy?.value ?? miss
  if (status === 404 || status === 410)
    return policy?.scope === "private" ? policy.value : "public, max-age=0, s-maxage=60"
  if (status === 302 || status === 307) return policy?.scope === "private" ? policy.value : miss
  return "no-store"
}

const isSuccess = (status: number) => status >= 200 && status < 300

export function isCachePolicy(value: unknown): value is CachePolicy {
  return typeof value === "object" && value !== null && "scope" in value && "value" in value
}

/** The headers that an outcome asks for, besides those of every answer. */
export function outcomeHeaders(
  outcome: Outcome,
  pathPrefix: string,
): Record<string, string | readonly string[]> {
  return { ...headersWith(outcome), ...headersOfStatus(outcome, pathPrefix) }
}

function headersOfStatus(outcome: Outcome, pathPrefix: string): Record<string, string> {
  if (outcome.to !== undefined) return { location: pathPrefix + outcome.to }
  if (outcome.retryAfter !== undefined) return { "retry-after": String(outcome.retryAfter) }
  if (outcome.allow !== undefined) return { allow: outcome.allow.join(", ") }
  if (outcome.status === 401) return { "www-authenticate": "Bearer" }
  return {}
}
