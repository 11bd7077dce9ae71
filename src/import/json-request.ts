import type { LoggedRequest } from "./logged-request"
import { maxCount, parseVisits } from "./visit-count"

const brace = 123
const bracket = 91
const comma = 44
const space = 32

export function isJsonLines([first = "", second = ""]: readonly string[]): boolean {
  return [first, second].every((line) => extractJsonObject(line)?.endsWith("}"))
}

/**
 * Returns the JSON object in a line, without the brackets and commas of a list. Returns undefined if no object begins
 * after them.
 */
export function extractJsonObject(line: string): string | undefined {
  const first = line.charCodeAt(0)
  if (first > space && first !== brace && first !== bracket && first !== comma) return undefined
  const trimmed = line.trim()
  const begun = /^[[,]/.test(trimmed) ? trimmed.slice(1).trimStart() : trimmed
  if (begun.charCodeAt(0) !== brace) return undefined
  return /[\],]$/.test(begun) ? begun.slice(0, -1).trimEnd() : begun
}

export function isListBracket(line: string): boolean {
  return ["[", "]", "],"].includes(line.trim())
}

/** @returns the request with its count, or the reason why the object cannot be counted */
export function parseJsonRequest(object: string): LoggedRequest | string {
  let parsed: Record<string, unknown>
  try {
    parsed = JSON.parse(object)
  } catch {
    return "The line is not a complete JSON object."
  }
  const userAgent = findUserAgent(parsed, 3)
  if (userAgent !== undefined) return { userAgent, visits: readCount(parsed) }
  return "The line has no user agent, such as “user_agent” or “request.headers.User-Agent”."
}

/**
 * Returns the count that results of SQL and Elastic queries contain. BigQuery writes numbers as strings. Default: 1.
 */
function readCount(object: Readonly<Record<string, unknown>>): number | string {
  const count = object.count ?? object.doc_count ?? object.requests ?? object.hits
  if (typeof count === "number" && count >= 0 && count <= maxCount) return count
  return typeof count === "number" || typeof count === "string" ? parseVisits(`${count}`) : 1
}

/** Searches for keys such as `User-Agent`, `user_agent.original` (Elastic) or `ClientRequestUserAgent` (Cloudflare). */
function findUserAgent(object: object, maxDepth: number): string | undefined {
  for (const [key, value] of Object.entries(object)) {
    if (!/^(http_|request_|clientrequest)?user[_-]?agent(\.original)?$/i.test(key)) continue
    // Caddy writes a list of values for each header, and Elastic an object.
    const text = value?.original ?? (Array.isArray(value) ? value[0] : value)
    if (typeof text === "string") return text
  }
  if (maxDepth === 1) return undefined
  for (const value of Object.values(object)) {
    const found = typeof value === "object" && value !== null ? findUserAgent(value, maxDepth - 1) : undefined
    if (found !== undefined) return found
  }
  return undefined
}
