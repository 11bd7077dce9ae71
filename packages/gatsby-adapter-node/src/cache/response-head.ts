import type { IncomingHttpHeaders, OutgoingHttpHeader } from "node:http"

/** Header fields of a response by their lower-case names. */
export type ResponseHeaders = Record<string, OutgoingHttpHeader>

export type ResponseHead = { status: number; headers: ResponseHeaders }

/** A field's value as one text, as HTTP combines several lines of it. */
export function fieldOf(headers: ResponseHeaders, name: string): string | undefined {
  const value = headers[name]
  if (value === undefined) return undefined
  return Array.isArray(value) ? value.join(", ") : String(value)
}

/** The members of a comma-separated field, in lower case. */
export const membersOf = (field: string | undefined): string[] =>
  (field ?? "")
    .toLowerCase()
    .split(",")
    .map((member) => member.trim())
    .filter(Boolean)

/** `Cache-Control` by its directives' lower-case names; of several the first counts. */
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

/** Whole seconds of a directive; undefined where there is none or it is not a number. */
export function secondsOf(directives: ReadonlyMap<string, string>, name: string): number | undefined {
  const value = directives.get(name)
  if (value === undefined || !/^\d+$/.test(value)) return undefined
  return Math.min(Number(value), 2 ** 31)
}

/** Whether the request's `If-None-Match`, or else its `If-Modified-Since`, says that it has this answer (RFC 9110, 13). */
export function isNotModified(request: IncomingHttpHeaders, { status, headers }: ResponseHead): boolean {
  if (status !== 200) return false
  const asked = request["if-none-match"]
  if (asked !== undefined) {
    const etag = fieldOf(headers, "etag")
    if (etag === undefined) return false
    return asked.trim() === "*" || entityTags(asked).includes(opaque(etag))
  }
  const since = Date.parse(request["if-modified-since"] ?? "")
  const modified = Date.parse(fieldOf(headers, "last-modified") ?? "")
  return modified <= since
}

const entityTags = (field: string) => (field.match(/(?:W\/)?"[^"]*"/g) ?? []).map(opaque)
/** The comparison for GET is the weak one (RFC 9110, 8.8.3.2). */
const opaque = (etag: string) => etag.trim().replace(/^W\//, "")
