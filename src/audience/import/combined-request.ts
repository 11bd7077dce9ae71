import type { LoggedRequest } from "./logged-request"

const noUserAgent =
  'It has no user agent: “… "GET / HTTP/1.1" 200 512 "referrer" "user agent"”, the combined form, has one.'

const backslash = 92
const space = 32

/**
 * The third quoted field of a line: request, referrer, user agent; where it is none, a later one that is a browser's.
 * A field's own quotes are escaped by a backslash (Apache) or as \x22 (nginx).
 */
export function requestInCombined(line: string): LoggedRequest | string {
  const requestEnd = endOfRequest(line)
  if (requestEnd === undefined) return noUserAgent
  const referrerEnd = closingQuote(line, line.indexOf('"', requestEnd + 1))
  const begin = referrerEnd === undefined ? -1 : line.indexOf('"', referrerEnd + 1)
  const end = closingQuote(line, begin)
  if (end === undefined) return noUserAgent
  const field = unescaped(line.slice(begin + 1, end))
  const userAgent = startsWithProduct(field) ? field : (browserBehind(line, end) ?? field)
  if (isAddress(userAgent)) {
    return `“${userAgent.slice(0, 80)}” stands in the place of its user agent, which is the second quoted field behind the status.`
  }
  return { userAgent, visits: 1 }
}

function startsWithProduct(field: string): boolean {
  return field.startsWith("Mozilla/") || /^[\w.-]{1,64}\/v?\d/.test(field)
}

/** Every browser calls itself Mozilla, and nothing else that is logged there (`HTTP/2.0`, `nginx/1.25`) does. */
function browserBehind(line: string, place: number): string | undefined {
  const begin = line.indexOf(' "Mozilla/', place) + 1
  const end = begin === 0 ? undefined : closingQuote(line, begin)
  return end === undefined ? undefined : unescaped(line.slice(begin + 1, end))
}

/** Of a page, as referrers are, or of a machine. */
function isAddress(field: string): boolean {
  return /^https?:\/\//.test(field) || /^[\da-f]{1,4}[.:][\da-f.:, ]*$/i.test(field.slice(0, 200))
}

function unescaped(field: string): string {
  return field.includes("\\") ? field.replace(/\\(["\\])/g, "$1") : field
}

/** Where the first quoted field ends that has a status behind it, be there a user agent or not. */
export function endOfRequest(line: string): number | undefined {
  let end = closingQuote(line, line.indexOf('"'))
  // Some have the host in quotes before the request.
  while (end !== undefined && !isStatus(line, end + 1)) end = closingQuote(line, line.indexOf('"', end + 1))
  return end
}

/** The place of the quote that closes the one at `opening`; undefined where there is none. */
function closingQuote(line: string, opening: number): number | undefined {
  if (opening === -1) return undefined
  for (let end = line.indexOf('"', opening + 1); end !== -1; end = line.indexOf('"', end + 1)) {
    let escapes = end
    while (line.charCodeAt(escapes - 1) === backslash) escapes--
    if ((end - escapes) % 2 === 0) return end
  }
  return undefined
}

/** Whether three digits stand at a place, between spaces. */
function isStatus(line: string, at: number): boolean {
  const isDigit = (code: number) => code >= 48 && code <= 57
  return (
    line.charCodeAt(at) === space &&
    isDigit(line.charCodeAt(at + 1)) &&
    isDigit(line.charCodeAt(at + 2)) &&
    isDigit(line.charCodeAt(at + 3)) &&
    line.charCodeAt(at + 4) === space
  )
}
