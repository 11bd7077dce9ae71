import { findBrowserField } from "./browser-field"
import { parseCombinedRequest } from "./combined-request"
import { type FieldLayout, learnFieldLayout } from "./field-layout"
import { extractJsonObject, extractPrefixedObject, parseJsonRequests } from "./json-request"
import type { LoggedRequest } from "./logged-request"
import { startsWithProduct, unescapeField } from "./quoted-field"
import { readW3cFields, readW3cRow, type W3cFields } from "./w3c-fields"

/**
 * The requests of a line, or the reason why the line cannot be counted. For a comment, the list of requests is empty.
 */
type LineResult = LoggedRequest | readonly LoggedRequest[] | string

/**
 * Reads lines of any log: JSON, W3C extended logs with their header, the combined format, and any other line that
 * contains the user agent of a browser. Each line is read by itself, because one file can contain lines of several
 * servers.
 */
export class LogLines {
  readonly #layout: FieldLayout | undefined
  #fields: W3cFields | string | undefined

  /** @param beginning the first lines of the file, from which the positions of the fields are learned */
  constructor(beginning: readonly string[]) {
    this.#layout = learnFieldLayout(beginning.filter((line) => !line.includes('{"') && !line.startsWith("#")))
  }

  read(line: string): LineResult {
    if (line.startsWith("#")) return this.readComment(line)
    const object = extractJsonObject(line)
    if (object !== undefined) return parseJsonRequests(object, embeddedRequests)
    if (this.#fields !== undefined) return this.readRow(line, this.#fields)
    return this.readOther(line)
  }

  private readOther(line: string): LineResult {
    const learned = this.#layout?.userAgentIn(line)
    return learned === undefined ? readText(line) : requestAt(learned, line)
  }

  private readComment(line: string): LineResult {
    this.#fields = readW3cFields(line) ?? this.#fields
    return []
  }

  private readRow(line: string, fields: W3cFields | string): LineResult {
    const row = typeof fields === "string" ? fields : readW3cRow(line, fields)
    if (typeof row !== "string") return requestAt(row.userAgent, line)
    const request = this.readOther(line)
    return typeof request === "string" ? row : request
  }
}

/**
 * Returns a request with `field` as its user agent. If `field` is not a browser, but the line contains a browser,
 * returns the browser: a line of another format can have another field at the position of the user agent.
 */
function requestAt(field: string, line: string): LoggedRequest {
  const browser = field.startsWith("Mozilla/") ? undefined : findBrowserField(line)
  return { userAgent: browser === undefined ? field : unescapeField(browser), visits: 1 }
}

function readText(text: string): LineResult {
  // OpenLiteSpeed puts quotation marks around each line.
  const line = text.startsWith('"') && text.endsWith('""') ? text.slice(1, -1) : text
  const combined = parseCombinedRequest(line)
  if (typeof combined !== "string") return combined
  const object = extractPrefixedObject(line)
  const requests = object === undefined ? combined : parseJsonRequests(object, embeddedRequests)
  if (typeof requests !== "string") return requests
  const userAgent = findBrowserField(line) ?? keyedUserAgent(line)
  return userAgent === undefined ? combined : { userAgent: unescapeField(userAgent), visits: 1 }
}

/** Finds the user agent of a bot or a tool in a line of keys and values: `path=/ user_agent="curl/8.5.0"`. */
function keyedUserAgent(line: string): string | undefined {
  const [, quoted, word] = /(?:user[_-]?agent|\bua)"?\s?[=:]\s?(?:"([^"\\]*)"|([^\s",;]+))/i.exec(line) ?? []
  const userAgent = quoted ?? word
  if (userAgent === undefined) return undefined
  return userAgent === "" || userAgent === "-" || startsWithProduct(userAgent) ? userAgent : undefined
}

/** Returns the requests in a text of a JSON object. */
export function embeddedRequests(text: string): readonly LoggedRequest[] {
  const object = extractJsonObject(text)
  const result = object === undefined ? readText(text) : parseJsonRequests(object, embeddedRequests)
  if (typeof result === "string") return []
  return Array.isArray(result) ? result : [result as LoggedRequest]
}
