import type { IncomingHttpHeaders } from "node:http"
import CachePolicy from "http-cache-semantics"
import type { Encoding } from "./content-encoding"
import { directivesOf, fieldOf, membersOf, type ResponseHead, secondsOf } from "./response-head"

/** A stored response, and how long it may be used. */
export type CacheEntry = ResponseHead & {
  body: Buffer
  /** The body in the encodings that were asked for so far. */
  encoded: ReadonlyMap<Encoding, Buffer>
  policy: CachePolicy
  /** Its ETag was made here; the route would not know it. */
  ownEntityTag?: boolean
  /** Seconds after its lifetime in which it may still be used (RFC 5861). */
  staleWhileRevalidate: number
  staleIfError: number
  /** The values of the request's headers that `Vary` names. */
  vary: Readonly<Record<string, string | undefined>>
}

export type Freshness = "fresh" | "revalidate-behind" | "stale"

export const freshnessOf = ({ policy, staleWhileRevalidate }: CacheEntry): Freshness => {
  const beyond = policy.age() - policy.maxAge()
  if (beyond < 0) return "fresh"
  return beyond < staleWhileRevalidate ? "revalidate-behind" : "stale"
}

/** Whether it may be used although it is stale, because the origin fails. */
export const mayReplaceError = ({ policy, staleIfError }: CacheEntry): boolean =>
  policy.age() - policy.maxAge() < staleIfError

/** Seconds left of its lifetime, as `Cache-Status` tells them: below 0 where it is stale. */
export const secondsLeft = ({ policy }: CacheEntry): number => Math.floor(policy.maxAge() - policy.age())

export type StoringRequest = { url: string; headers: IncomingHttpHeaders }

/** The field by which a route speaks to this cache alone (RFC 9213); it is taken off the answer. */
export const targetedField = "gatsby-host-cache-control"

/**
 * A response that a shared cache may store, as an entry; undefined where it may not (RFC 9111, 3), where storing it
 * is of no use, or where it would be unwise: a response with a cookie in it is one visitor's. A request with
 * `Authorization` never comes here.
 */
export function entryOf(request: StoringRequest, head: ResponseHead, body: Buffer): CacheEntry | undefined {
  const { status, headers } = head
  const control = fieldOf(headers, targetedField) ?? fieldOf(headers, "cache-control")
  const directives = directivesOf(control)
  const varyOn = membersOf(fieldOf(headers, "vary"))
  if (headers["set-cookie"] !== undefined) return undefined
  if (varyOn.includes("*") || status === 206 || status < 200) return undefined
  // How old it is cannot be known, so it counts as stale from the start (RFC 9111, 5.1).
  if (!/^\d*$/.test(fieldOf(headers, "age") ?? "")) return undefined
  // The arithmetic counts a field name in private="…" as the whole, which is the careful reading.
  const policy = policyOf(request, head, directives)
  if (!policy.storable()) return undefined
  const mustRevalidate = ["must-revalidate", "proxy-revalidate", "no-cache"].some((name) =>
    directives.has(name),
  )
  const allowance = (name: string) => (mustRevalidate ? 0 : (secondsOf(directives, name) ?? 0))
  const staleWhileRevalidate = allowance("stale-while-revalidate")
  const staleIfError = allowance("stale-if-error")
  const hasValidator = headers.etag !== undefined || headers["last-modified"] !== undefined
  const useful = policy.maxAge() + Math.max(staleWhileRevalidate, staleIfError) > policy.age()
  if (!useful && !hasValidator) return undefined
  const { [targetedField]: _, ...kept } = headers
  return {
    status,
    headers: { ...kept, date: fieldOf(headers, "date") ?? new Date().toUTCString() },
    body,
    encoded: new Map(),
    policy,
    staleWhileRevalidate,
    staleIfError,
    vary: Object.fromEntries(varyOn.map((name) => [name, headerOf(request.headers, name)])),
  }
}

/** Fields about the bytes that are stored, which a 304 does not bring (RFC 9111, 3.2). */
const ofStoredBody = /^(?:content-(?:length|encoding|range|md5)|etag)$/

/** A stored response, freshened by the head of a 304 (RFC 9111, 4.3.4). */
export function freshened(
  entry: CacheEntry,
  request: StoringRequest,
  { headers }: ResponseHead,
): CacheEntry | undefined {
  const own = Object.entries(headers).filter(([name]) => !ofStoredBody.test(name))
  // An Age of the stored response would be counted again.
  const { age: _, ...stored } = entry.headers
  const merged = { ...stored, ...Object.fromEntries(own) }
  const fresh = entryOf(request, { status: entry.status, headers: merged }, entry.body)
  // Its tag is the stored one still, and so is who made it: a tag in the 304 is not taken.
  return fresh && { ...fresh, encoded: entry.encoded, ownEntityTag: entry.ownEntityTag }
}

/**
 * The bytes in memory of their own. Node cuts small buffers, and what zlib makes, from larger pieces, and one that is
 * kept would keep the whole piece: 16 kB for an answer of 1 kB.
 */
export function compact(bytes: Buffer): Buffer {
  if (bytes.buffer.byteLength === bytes.length) return bytes
  const own = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(own)
  return own
}

export const headerOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name]
  return Array.isArray(value) ? value.join(", ") : value
}

function policyOf(
  request: StoringRequest,
  { status, headers }: ResponseHead,
  directives: Map<string, string>,
) {
  const texts: Record<string, string> = {}
  for (const name of Object.keys(headers)) {
    const text = fieldOf(headers, name)
    if (text !== undefined) texts[name] = text
  }
  // http-cache-semantics never uses a response with must-revalidate, even while it is fresh.
  texts["cache-control"] = [...directives]
    .filter(([name]) => name !== "must-revalidate" && name !== "proxy-revalidate")
    .map(([name, value]) => (value === "" ? name : `${name}=${value.replaceAll(",", " ")}`))
    .join(", ")
  if (!texts["cache-control"]) delete texts["cache-control"]
  // What other requests vary by is looked up before an entry is found.
  delete texts.vary
  const noStore = directivesOf(headerOf(request.headers, "cache-control")).has("no-store")
  return new CachePolicy(
    { method: "GET", url: request.url, headers: noStore ? { "cache-control": "no-store" } : {} },
    { status, headers: texts },
    { shared: true },
  )
}
