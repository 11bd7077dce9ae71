import type { IncomingHttpHeaders, OutgoingHttpHeader } from "node:http"

export type ResponseHeaders = Record<string, OutgoingHttpHeader>

export type ResponseHead = { status: number; headers: ResponseHeaders }

export function fieldOf(headers: ResponseHeaders, name: string): string | undefined {
  const value = headers[name]
  if (value === undefined) return undefined
  return Array.isArray(value) ? value.join(", ") : String(value)
}

export const membersOf = (field: string | undefined): string[] =>
  (field ?? "")
    .toLowerCase()
    .split(",")
    .map((member) => member.trim())
    .filter(Boolean)

/**
 * Returns the directives of `Cache-Control`. The keys are the names in lower case. If a directive is repeated, its
 * first value counts.
 */
export function directivesOf(field: string | undefined): Map<string, string> {
  const directives = new Map<string, string>()
  for (const [, name, quoted, plain] of (field ?? "").matchAll(
    /([^\s=,;"]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g,
  )) {
    const key = (name ?? "").toLowerCase()
    if (!directives.has(key)) directives.set(key, quoted ?? plain ?? "")
  }
  return directives
}

/** Returns the value of a directive in seconds. Returns undefined if the value is missing or not a whole number. */
export function secondsOf(directives: ReadonlyMap<string, string>, name: string): number | undefined {
  const value = directives.get(name)
  if (value === undefined || !/^\d+$/.test(value)) return undefined
  return Math.min(Number(value), 2 ** 31)
}

/**
 * Whether the client already has this response: it matches the request's `If-None-Match`, or, without this header, the
 * request's `If-Modified-Since` (RFC 9110 §13).
 */
export function isNotModified(request: IncomingHttpHeaders, { status, headers }: ResponseHead): boolean {
  if (status !== 200) return false
  const expected = request["if-none-match"]
  if (expected !== undefined) {
    const etag = fieldOf(headers, "etag")
    if (etag === undefined) return false
    return expected.trim() === "*" || entityTags(expected).includes(opaque(etag))
  }
  const since = Date.parse(request["if-modified-since"] ?? "")
  const modified = Date.parse(fieldOf(headers, "last-modified") ?? "")
  return modified <= since
}

const entityTags = (field: string) => (field.match(/(?:W\/)?"[^"]*"/g) ?? []).map(opaque)
/** Returns an ETag without `W/`, because GET compares ETags weakly (RFC 9110 §8.8.3.2). */
const opaque = (etag: string) => etag.trim().replace(/^W\//, "")
