import type { LoggedRequest } from "./logged-request"

const missingUserAgent =
  'The line has no user agent. The combined format has one: … "GET / HTTP/1.1" 200 512 "referrer" "user agent".'

const backslash = 92
const space = 32

/**
 * Reads a line in combined format. The user agent is the second quoted field after the status. If that field is not a
 * user agent, it is a later field that starts with `Mozilla/`. Apache escapes quotes with a backslash. nginx escapes
 * quotes as \x22.
 * @returns the request, or the reason why the line cannot be counted
 */
export function parseCombinedRequest(line: string): LoggedRequest | string {
  const requestEnd = endOfRequest(line)
  if (requestEnd === undefined) return missingUserAgent
  const referrerEnd = closingQuote(line, line.indexOf('"', requestEnd + 1))
  const begin = referrerEnd === undefined ? -1 : line.indexOf('"', referrerEnd + 1)
  const end = closingQuote(line, begin)
  if (end === undefined) return missingUserAgent
  const field = unescapeField(line.slice(begin + 1, end))
  const userAgent = startsWithProduct(field) ? field : (findLaterBrowser(line, end) ?? field)
  if (isUrlOrIpAddress(userAgent)) {
    return `“${userAgent.slice(0, 80)}” is not a user agent. The user agent must be the second quoted field after the status.`
  }
  return { userAgent, visits: 1 }
}

function startsWithProduct(field: string): boolean {
  return field.startsWith("Mozilla/") || /^[\w.-]{1,64}\/v?\d/.test(field)
}

/**
 * Searches for `Mozilla/`, which every browser sends. Other fields, such as `HTTP/2.0` or `nginx/1.25`, do not start
 * with it.
 */
function findLaterBrowser(line: string, from: number): string | undefined {
  const begin = line.indexOf(' "Mozilla/', from) + 1
  const end = begin === 0 ? undefined : closingQuote(line, begin)
  return end === undefined ? undefined : unescapeField(line.slice(begin + 1, end))
}

function isUrlOrIpAddress(field: string): boolean {
  return /^https?:\/\//.test(field) || /^[\da-f]{1,4}[.:][\da-f.:, ]*$/i.test(field.slice(0, 200))
}

function unescapeField(field: string): string {
  return field.includes("\\") ? field.replace(/\\(["\\])/g, "$1") : field
}

/**
 * The index of the quote that closes the request, or undefined. The request is the first quoted field that has a status
 * code directly after it.
 */
export function endOfRequest(line: string): number | undefined {
  let end = closingQuote(line, line.indexOf('"'))
  // Some servers write the quoted host before the request.
  while (end !== undefined && !isStatus(line, end + 1)) end = closingQuote(line, line.indexOf('"', end + 1))
  return end
}

function closingQuote(line: string, opening: number): number | undefined {
  if (opening === -1) return undefined
  for (let end = line.indexOf('"', opening + 1); end !== -1; end = line.indexOf('"', end + 1)) {
    let escapes = end
    while (line.charCodeAt(escapes - 1) === backslash) escapes--
    if ((end - escapes) % 2 === 0) return end
  }
  return undefined
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
