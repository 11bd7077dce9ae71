import type { LoggedRequest } from "./logged-request"
import { maxCount, parseVisits } from "./visit-count"

const brace = 123
const bracket = 91
const comma = 44
const space = 32

/** Two whole objects, each on a line of its own: a log in JSON, even if no request is among the first lines. */
export function isJsonLines([first = "", second = ""]: readonly string[]): boolean {
  return [first, second].every((line) => objectIn(line)?.endsWith("}"))
}

/** The text of an object in JSON, alone in a line or one of a list; undefined where a line does not begin as one. */
export function objectIn(line: string): string | undefined {
  const first = line.charCodeAt(0)
  // Of most lines of a log in combined form the first character is enough.
  if (first > space && first !== brace && first !== bracket && first !== comma) return undefined
  const trimmed = line.trim()
  const begun = /^[[,]/.test(trimmed) ? trimmed.slice(1).trimStart() : trimmed
  if (begun.charCodeAt(0) !== brace) return undefined
  return /[\],]$/.test(begun) ? begun.slice(0, -1).trimEnd() : begun
}

/** Whether a line only begins or ends a list in JSON. */
export function isBracket(line: string): boolean {
  return ["[", "]", "],"].includes(line.trim())
}

/** The request that an object in JSON tells, or many by one browser; a sentence where it tells none. */
export function requestInJson(object: string): LoggedRequest | string {
  let parsed: Record<string, unknown>
  try {
    parsed = JSON.parse(object)
  } catch {
    return "It begins as JSON and is no whole object of it."
  }
  const userAgent = userAgentIn(parsed, 3)
  if (userAgent !== undefined) return { userAgent, visits: visitsIn(parsed) }
  return "It has no user agent, such as “user_agent” or “request.headers.User-Agent”."
}

/** As queries of a database or of Elastic count the requests of a user agent. BigQuery has its numbers in quotes. */
function visitsIn(object: Readonly<Record<string, unknown>>): number | string {
  const count = object.count ?? object.doc_count ?? object.requests ?? object.hits
  if (typeof count === "number" && count >= 0 && count <= maxCount) return count
  return typeof count === "number" || typeof count === "string" ? parseVisits(`${count}`) : 1
}

/**
 * `user_agent`, `http_user_agent`, `userAgent`, `User-Agent`, `request_User-Agent`, `user_agent.original` (Elastic),
 * `ClientRequestUserAgent` (Cloudflare): at the top, or some levels below.
 */
function userAgentIn(object: object, levels: number): string | undefined {
  for (const [key, value] of Object.entries(object)) {
    if (!/^(http_|request_|clientrequest)?user[_-]?agent(\.original)?$/i.test(key)) continue
    // Caddy has a list of values for each header, Elastic's schema an object.
    const text = value?.original ?? (Array.isArray(value) ? value[0] : value)
    if (typeof text === "string") return text
  }
  if (levels === 1) return undefined
  for (const value of Object.values(object)) {
    const found = typeof value === "object" && value !== null ? userAgentIn(value, levels - 1) : undefined
    if (found !== undefined) return found
  }
  return undefined
}
