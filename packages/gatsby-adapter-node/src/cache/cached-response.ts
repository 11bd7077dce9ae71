import type { IncomingHttpHeaders } from "node:http"
import CachePolicy from "http-cache-semantics"
import type { Encoding } from "./content-encoding"
import { directivesOf, fieldOf, membersOf, type ResponseHead, secondsOf } from "./response-head"

export type CachedResponse = ResponseHead & {
  body: Buffer
  encoded: ReadonlyMap<Encoding, Buffer>
  policy: CachePolicy
  /** Whether the cache, not the route, created the ETag. The route cannot validate an ETag that the cache created. */
  hasOwnEntityTag: boolean
  staleWhileRevalidate: number
  staleIfError: number
  vary: Readonly<Record<string, string | undefined>>
}

export type KeyedRequest = {
  /**
   * The scheme and host of the request, as Fastify finds them: from a trusted proxy, or from `:authority` of HTTP/2.
   */
  origin: string
  url: string
  headers: IncomingHttpHeaders
}

export type Freshness = "fresh" | "stale-while-revalidate" | "stale"

export const freshnessOf = ({ policy, staleWhileRevalidate }: CachedResponse): Freshness => {
  const staleSeconds = policy.age() - policy.maxAge()
  if (staleSeconds < 0) return "fresh"
  return staleSeconds < staleWhileRevalidate ? "stale-while-revalidate" : "stale"
}

export const mayReplaceError = ({ policy, staleIfError }: CachedResponse): boolean =>
  policy.age() - policy.maxAge() < staleIfError

export const secondsLeft = ({ policy }: CachedResponse): number => Math.floor(policy.maxAge() - policy.age())

/** A `Cache-Control` for this cache only (RFC 9213). The cache removes this field from responses. */
export const targetedField = "gatsby-host-cache-control"

/**
 * Converts a response to the form that the cache stores.
 * @returns undefined if a shared cache must not store the response (RFC 9111 §3), if the cache could never use the
 * stored response, or if the response sets a cookie
 */
export function cachedResponseOf(
  request: KeyedRequest,
  head: ResponseHead,
  body: Buffer,
): CachedResponse | undefined {
  const { status, headers } = head
  const directives = directivesOf(fieldOf(headers, targetedField) ?? fieldOf(headers, "cache-control"))
  const varyNames = membersOf(fieldOf(headers, "vary"))
  if (headers["set-cookie"] !== undefined) return undefined
  if (varyNames.includes("*") || status === 206 || status < 200) return undefined
  // A response with an invalid Age counts as stale (RFC 9111 §5.1), so it is not stored.
  if (!/^\d*$/.test(fieldOf(headers, "age") ?? "")) return undefined
  const policy = policyOf(request, head, directives)
  if (!policy.storable()) return undefined
  const mustRevalidate = ["must-revalidate", "proxy-revalidate", "no-cache"].some((name) =>
    directives.has(name),
  )
  const staleSeconds = (name: string) => (mustRevalidate ? 0 : (secondsOf(directives, name) ?? 0))
  const staleWhileRevalidate = staleSeconds("stale-while-revalidate")
  const staleIfError = staleSeconds("stale-if-error")
  const hasValidator = headers.etag !== undefined || headers["last-modified"] !== undefined
  const isUsable = policy.maxAge() + Math.max(staleWhileRevalidate, staleIfError) > policy.age()
  if (!isUsable && !hasValidator) return undefined
  const { [targetedField]: _, ...kept } = headers
  return {
    status,
    headers: { ...kept, date: fieldOf(headers, "date") ?? new Date().toUTCString() },
    body,
    encoded: new Map(),
    policy,
    hasOwnEntityTag: false,
    staleWhileRevalidate,
    staleIfError,
    vary: Object.fromEntries(varyNames.map((name) => [name, headerOf(request.headers, name)])),
  }
}

/** Fields that describe the stored bytes. A 304 does not replace these fields (RFC 9111 §3.2). */
const storedBodyField = /^(?:content-(?:length|encoding|range|md5)|etag)$/

/**
 * Returns the stored response with the headers of a 304 (RFC 9111 §4.3.4). Returns undefined if the cache must not
 * store the response any longer.
 */
export function freshen(
  cached: CachedResponse,
  request: KeyedRequest,
  { headers }: ResponseHead,
): CachedResponse | undefined {
  const updates = Object.entries(headers).filter(([name]) => !storedBodyField.test(name))
  // The stored Age is removed, because it describes the response before the 304.
  const { age: _, ...stored } = cached.headers
  const head = { status: cached.status, headers: { ...stored, ...Object.fromEntries(updates) } }
  const fresh = cachedResponseOf(request, head, cached.body)
  return fresh && { ...fresh, encoded: cached.encoded, hasOwnEntityTag: cached.hasOwnEntityTag }
}

/**
 * Copies the bytes to a buffer of exactly their size. A small buffer of Node or zlib is a part of a larger block. So
 * without the copy, a body of 1 kB can keep 16 kB in memory.
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
  request: KeyedRequest,
  { status, headers }: ResponseHead,
  directives: Map<string, string>,
): CachePolicy {
  const texts: Record<string, string> = {}
  for (const name of Object.keys(headers)) {
    const text = fieldOf(headers, name)
    if (text !== undefined) texts[name] = text
  }
  // http-cache-semantics does not use a response with must-revalidate, even if the response is fresh. So these
  // directives are removed here, and `cachedResponseOf` applies them.
  texts["cache-control"] = [...directives]
    .filter(([name]) => name !== "must-revalidate" && name !== "proxy-revalidate")
    .map(([name, value]) => (value === "" ? name : `${name}=${value.replaceAll(",", " ")}`))
    .join(", ")
  if (!texts["cache-control"]) delete texts["cache-control"]
  delete texts.vary
  const isNoStore = directivesOf(headerOf(request.headers, "cache-control")).has("no-store")
  return new CachePolicy(
    { method: "GET", url: request.url, headers: isNoStore ? { "cache-control": "no-store" } : {} },
    { status, headers: texts },
    { shared: true },
  )
}
