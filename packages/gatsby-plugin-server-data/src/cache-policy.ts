/** Cache policies, and the `Cache-Control` of a response by its policy and status. */

/** How long caches may keep a successful response. Made by `shared`, `privateCache` or `noStore`. */
export type CachePolicy = { readonly scope: "shared" | "private"; readonly value: string }

type Seconds = number

/**
 * The response is the same for every visitor. Shared caches keep it for `maxAge` seconds; browsers revalidate it each
 * time. `staleWhileRevalidate` and `staleIfError` are the seconds after `maxAge` in which a cache may send the old
 * response while it fetches a new one, or because the server fails (RFC 5861).
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

/** The response is for one visitor. Their browser may keep it and revalidates it each time (ETag). */
export function privateCache(): CachePolicy {
  return Object.freeze({ scope: "private", value: "private, no-cache" })
}

/** The response is for one visitor, and no cache keeps it, not even their browser's. */
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
 * `Cache-Control` of a response.
 * @param isPersonal the response depends on who sends the request, so that no shared cache may keep it
 */
export function cacheControl(policy: CachePolicy | undefined, status: number, isPersonal: boolean): string {
  const isPrivate = policy?.scope === "private"
  if (isPersonal && !isPrivate) return notStored
  if ((status >= 200 && status < 300) || status === 301 || status === 308) return policy?.value ?? miss
  if (status === 404 || status === 410) return isPrivate ? policy.value : "public, max-age=0, s-maxage=60"
  if (status === 302 || status === 307) return isPrivate ? policy.value : miss
  return "no-store"
}

export function isCachePolicy(value: unknown): value is CachePolicy {
  return typeof value === "object" && value !== null && "scope" in value && "value" in value
}
