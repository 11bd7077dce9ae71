import { parseVisits } from "./visit-count"

/** What a line of a log in JSON stands for. */
export interface JsonRequest {
  userAgent: string
  /** How many requests, or why that cannot be told; 1 where the line does not say. */
  visits: number | string
}

const brace = 123
const space = 32

/** Two whole objects, each on a line of its own: a log in JSON, even if no request is among the first lines. */
export function isJsonLines([first = "", second = ""]: readonly string[]): boolean {
  return [first, second].every((line) => isInBraces(line) && line.trimEnd().endsWith("}"))
}

/** Whether a line begins as an object in JSON, perhaps behind spaces. */
export function isInBraces(line: string): boolean {
  const first = line.charCodeAt(0)
  return first === brace || (first <= space && line.trimStart().charCodeAt(0) === brace)
}

/** The request that is written as an object in JSON, or many by one browser; undefined where it names no browser. */
export function requestInJson(line: string): JsonRequest | undefined {
  if (!isInBraces(line)) return undefined
  try {
    const object = JSON.parse(line)
    const userAgent = userAgentIn(object, 3)
    return userAgent === undefined ? undefined : { userAgent, visits: visitsIn(object) }
  } catch {
    return undefined
  }
}

/** As queries of a database or of Elastic count the requests of a user agent. BigQuery has its numbers in quotes. */
function visitsIn(object: Readonly<Record<string, unknown>>): number | string {
  const count = object.count ?? object.doc_count ?? object.requests ?? object.hits
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
