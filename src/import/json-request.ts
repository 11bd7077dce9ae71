import type { LoggedRequest } from "./logged-request"
import { closingQuote, startsWithProduct } from "./quoted-field"
import { maxCount, parseVisits } from "./visit-count"

const brace = 123
const bracket = 91
const comma = 44
const space = 32

/** The maximum depth at which an object is searched for a user agent. */
const maxDepth = 6

/** The shortest text that can contain a request with a user agent. */
const minEmbeddedLength = 20

type JsonObject = Readonly<Record<string, unknown>>

export function isJsonLines([first = "", second = ""]: readonly string[]): boolean {
  return [first, second].every((line) => extractJsonObject(line)?.endsWith("}"))
}

/**
 * Returns the JSON object in a line, without the brackets and commas of a list. Returns undefined if no object begins
 * after these brackets and commas.
 */
export function extractJsonObject(line: string): string | undefined {
  const first = line.charCodeAt(0)
  if (first > space && first !== brace && first !== bracket && first !== comma) return undefined
  const trimmed = line.trim()
  const begun = /^[[,]/.test(trimmed) ? trimmed.slice(1).trimStart() : trimmed
  if (begun.charCodeAt(0) !== brace) return undefined
  return /[\],]$/.test(begun) ? begun.slice(0, -1).trimEnd() : begun
}

/**
 * Returns the JSON object after a prefix, such as the time and the host that Kubernetes, syslog and docker compose
 * write. The object may be an escaped text in quotation marks.
 */
export function extractPrefixedObject(line: string): string | undefined {
  const begin = /\{\s?\\?"/.exec(line)?.index
  if (begin === undefined) return undefined
  if (line[begin - 1] === '"') return parseString(line.slice(begin - 1, closingQuote(line, begin - 1)))
  const end = line.lastIndexOf("}")
  return end < begin ? undefined : line.slice(begin, end + 1)
}

function parseString(withoutEnd: string): string | undefined {
  try {
    return JSON.parse(`${withoutEnd}"`)
  } catch {
    return undefined
  }
}

export function isListBracket(line: string): boolean {
  return ["[", "]", "],"].includes(line.trim())
}

/**
 * Returns the requests in the text of a JSON object, or the reason why the object cannot be counted. `readText` returns
 * the requests in a text of the object: docker and collectors of logs write the original line of the server into a
 * field.
 */
export function parseJsonRequests(
  text: string,
  readText: (text: string) => readonly LoggedRequest[],
): readonly LoggedRequest[] | string {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return "The line is not a complete JSON object."
  }
  const requests = findRequests(parsed, maxDepth)
  if (requests.length > 0) return requests
  const embedded = requestsInTexts(parsed, maxDepth, readText)
  if (embedded.length > 0) return embedded
  return "The line has no user agent, such as “user_agent” or “request.headers.User-Agent”."
}

/**
 * Returns the requests in a list or an object. An object contains one request, except if its requests are in a list.
 * Prefers user agents that are not empty.
 */
function findRequests(value: unknown, depth: number): readonly LoggedRequest[] {
  if (depth === 0 || typeof value !== "object" || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item) => findRequests(item, depth))
  const object = value as JsonObject
  const own = ownUserAgent(object)
  if (own) return [{ userAgent: own, visits: readCount(object) ?? 1 }]
  let empty = own === undefined ? [] : [{ userAgent: own, visits: 1 }]
  for (const child of Object.values(object)) {
    const found = findRequests(child, depth - 1)
    if (found.some(({ userAgent }) => !isEmpty(userAgent))) return withCountOf(object, found)
    if (empty.length === 0) empty = [...found] as typeof empty
  }
  return empty
}

function withCountOf(object: JsonObject, requests: readonly LoggedRequest[]): readonly LoggedRequest[] {
  const [request] = requests
  const visits = readCount(object)
  return request && requests.length === 1 && visits !== undefined ? [{ ...request, visits }] : requests
}

/**
 * Returns the user agent of an object. Returns an empty text if the user agent is empty or `-`. Returns undefined if
 * the object has no user agent. A short key such as `agent` is used only if the object has no longer key, because
 * `agent` can also be the program that collects the log.
 */
function ownUserAgent(object: JsonObject): string | undefined {
  let short: string | undefined
  let empty: string | undefined
  for (const [key, value] of Object.entries(object)) {
    const text = isUserAgentKey(key) ? textOf(value) : isShortKey(key) ? undefined : headerIn(value)
    if (text !== undefined && !isEmpty(text)) return text
    if (text !== undefined) empty = ""
    else if (isShortKey(key)) short ??= productIn(value)
  }
  return short ?? empty
}

const isEmpty = (userAgent: string) => userAgent === "" || userAgent === "-"

/** Accepts keys such as `User-Agent`, `cs(User-Agent)`, `ClientRequestUserAgent` and `user_agent.original`. */
export function isUserAgentKey(key: string): boolean {
  return /user[ _-]?agent(?:[._](?:original|raw|string|full|value))?\)?$/i.test(key)
}

/** Whether a key can also have another value than a user agent, such as the name of a program that collects logs. */
function isShortKey(key: string): boolean {
  return /^(?:.*[._-])?(?:agent|ua|browser)$/i.test(key)
}

function productIn(value: unknown): string | undefined {
  const text = textOf(value)
  return text !== undefined && startsWithProduct(text) ? text : undefined
}

/**
 * Returns the text of a header. Caddy writes a list of values for each header. Elastic writes an object for each
 * header.
 */
function textOf(value: unknown): string | undefined {
  const text = isObject(value)
    ? (value.original ?? value.raw ?? value.string ?? value.value ?? value.stringValue)
    : Array.isArray(value)
      ? value[0]
      : value
  return typeof text === "string" ? text : undefined
}

/** Returns the user agent in a list of headers: objects with a name and a value, or names and values in turn. */
function headerIn(list: unknown): string | undefined {
  if (!Array.isArray(list)) return undefined
  const index = list.findIndex((item) => /^user[_-]agent(?:\.original)?$/i.test(String(nameOf(item))))
  const header: unknown = list[index]
  if (header === undefined) return undefined
  if (typeof header === "string") return textOf(list[index + 1])
  const { value, Value, val, v } = header as JsonObject
  return textOf(Array.isArray(header) ? header[1] : (value ?? Value ?? val ?? v))
}

function nameOf(item: unknown): unknown {
  if (typeof item === "string") return item
  if (Array.isArray(item)) return typeof item[0] === "string" ? item[0] : undefined
  return isObject(item) ? (item.name ?? item.Name ?? item.key ?? item.Key ?? item.k) : undefined
}

function requestsInTexts(
  value: unknown,
  depth: number,
  readText: (text: string) => readonly LoggedRequest[],
): readonly LoggedRequest[] {
  if (typeof value === "string") return value.length < minEmbeddedLength ? [] : readText(value)
  if (depth === 0 || typeof value !== "object" || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item) => requestsInTexts(item, depth - 1, readText))
  for (const child of Object.values(value)) {
    const found = requestsInTexts(child, depth - 1, readText)
    if (found.length > 0) return withCountOf(value as JsonObject, found)
  }
  return []
}

/**
 * Matches keys that the record of a single request has: times, addresses, identifiers, durations. A count in such a
 * record may count something else, such as the requests of its connection.
 */
const requestKey =
  /^(?:@?ts|.*time|.*time_?(?:stamp|local|iso8601)|.*_at|.*[a-z]At|(?:remote|client|source|x)?_?(?:addr|address|ip|port|forwarded_for)|client|(?:request|session|trace|span|connection|visit|event|user|visitor|client)_?id|uuid|duration(?:_?ms)?|latency(?:_?ms)?|elapsed(?:_?ms)?|bytes(?:_?sent)?)$/i

/**
 * Returns the count in a result of SQL or Elastic, or the reason why it is invalid. BigQuery writes numbers as strings.
 * `hits` and `requests` count only without other fields, because requests of caches and connections have such counters.
 */
function readCount(object: JsonObject): number | string | undefined {
  const keys = Object.keys(object)
  const isPair = keys.length === 2
  const count = object.count ?? object.doc_count ?? (isPair ? (object.requests ?? object.hits) : undefined)
  if (count === undefined || keys.some((key) => requestKey.test(key))) return undefined
  if (typeof count === "number" && count >= 0 && count <= maxCount) return count
  return typeof count === "number" || typeof count === "string" ? parseVisits(`${count}`) : undefined
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
