/** Functions that create cache policies. The policy and the status determine the `Cache-Control` of a response. */

import type { OutgoingHeaders } from "./outgoing-headers"

/** How long caches may keep a successful response. Created by `shared`, `privateCache` or `noStore`. */
export type CachePolicy = { readonly scope: "shared" | "private"; readonly value: string }

type Seconds = number

/**
 * The response is the same for every visitor. Shared caches keep the response for `maxAge` seconds. Browsers revalidate
 * it each time they use it. After `maxAge`, a cache may still send the old response (RFC 5861): for
 * `staleWhileRevalidate` seconds while the cache fetches a new response, and for `staleIfError` seconds if the server
 * fails.
 * @throws TypeError if a value is not a whole number of seconds
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

/**
 * The response is for one visitor. The visitor's browser may keep the response, but revalidates it by its ETag each
 * time it uses the response.
 */
export function privateCache(): CachePolicy {
  return Object.freeze({ scope: "private", value: "private, no-cache" })
}

/** The response is for one visitor. No cache keeps the response, not even the visitor's browser. */
export function noStore(): CachePolicy {
  return Object.freeze({ scope: "private", value: notStored })
}

const notStored = "private, no-store"

function directive(name: string, seconds: Seconds, option: string): string {
  if (!Number.isInteger(seconds) || seconds < 0) {
    throw new TypeError(`shared({ ${option} }): must be a whole number of seconds from 0, not ${seconds}.`)
  }
  return `${name}=${seconds}`
}

const miss = "public, max-age=0, must-revalidate"

/**
 * Returns the `Cache-Control` of a response.
 * @param isPersonal whether the response depends on the visitor. No shared cache may keep a personal response.
 */
export function cacheControl(policy: CachePolicy | undefined, status: number, isPersonal: boolean): string {
  const isPrivate = policy?.scope === "private"
  if (isPersonal && !isPrivate) return notStored
  if ((status >= 200 && status < 300) || status === 301 || status === 308) return policy?.value ?? miss
  if (status === 404 || status === 410) return isPrivate ? policy.value : "public, max-age=0, s-maxage=60"
  if (status === 302 || status === 307) return isPrivate ? policy.value : miss
  return "no-store"
}

/** Returns whether no shared cache may store a response with these headers. */
export const isPrivate = ({ "cache-control": control }: OutgoingHeaders): boolean =>
  /(^|,)\s*(private|no-store)\s*(,|$)/i.test([control].flat().join(","))

export function isCachePolicy(value: unknown): value is CachePolicy {
  return typeof value === "object" && value !== null && "scope" in value && "value" in value
}
