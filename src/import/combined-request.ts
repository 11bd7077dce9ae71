import { findBrowserField } from "./browser-field"
import type { LoggedRequest } from "./logged-request"
import { closingQuote, isUrlOrIpAddress, startsWithProduct, unescapeField } from "./quoted-field"

const missingUserAgent =
  'The line has no user agent. The combined format has one: … "GET / HTTP/1.1" 200 512 "referrer" "user agent".'

const space = 32

/**
 * Reads a line in combined format. The user agent is the second quoted field after the status. If that field is not a
 * user agent, it is another field after the status that contains the user agent of a browser. Apache escapes quotes
 * with a backslash. nginx escapes quotes as \x22.
 * @returns the request, or the reason why the line cannot be counted
 */
export function parseCombinedRequest(line: string): LoggedRequest | string {
  const requestEnd = endOfRequest(line)
  if (requestEnd === undefined) return missingUserAgent
  const field = fieldAfterReferrer(line, requestEnd)
  if (field !== undefined && startsWithProduct(field)) return { userAgent: field, visits: 1 }
  const browser = findBrowserField(line, requestEnd + 1)
  const userAgent = browser === undefined ? field : unescapeField(browser)
  if (userAgent === undefined) return missingUserAgent
  if (isUrlOrIpAddress(userAgent)) {
    return `“${userAgent.slice(0, 80)}” is not a user agent. The user agent must be the second quoted field after the status.`
  }
  return { userAgent, visits: 1 }
}

/** Whether a line contains a product at the position of the user agent in the combined format. */
export function isCombined(line: string): boolean {
  const requestEnd = endOfRequest(line)
  const field = requestEnd === undefined ? undefined : fieldAfterReferrer(line, requestEnd)
  return field !== undefined && startsWithProduct(field)
}

function fieldAfterReferrer(line: string, requestEnd: number): string | undefined {
  const referrerEnd = closingQuote(line, line.indexOf('"', requestEnd + 1))
  const begin = referrerEnd === undefined ? -1 : line.indexOf('"', referrerEnd + 1)
  const end = closingQuote(line, begin)
  return end === undefined ? undefined : unescapeField(line.slice(begin + 1, end))
}

/**
 * Returns the index of the quote that closes the request, or undefined. The request is the first quoted field that has
 * a status code directly after it.
 */
export function endOfRequest(line: string): number | undefined {
  let end = closingQuote(line, line.indexOf('"'))
  // Some servers write the quoted host before the request.
  while (end !== undefined && !isStatus(line, end + 1)) end = closingQuote(line, line.indexOf('"', end + 1))
  return end
}

function isStatus(line: string, index: number): boolean {
  const isDigit = (code: number) => code >= 48 && code <= 57
  return (
    line.charCodeAt(index) === space &&
    isDigit(line.charCodeAt(index + 1)) &&
    isDigit(line.charCodeAt(index + 2)) &&
    isDigit(line.charCodeAt(index + 3)) &&
    line.charCodeAt(index + 4) === space
  )
}
