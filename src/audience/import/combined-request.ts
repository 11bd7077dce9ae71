import type { LoggedRequest } from "./logged-request"

const noUserAgent =
  'It has no user agent: “… "GET / HTTP/1.1" 200 512 "referrer" "user agent"”, the combined form, has one.'

const backslash = 92
const space = 32

/**
 * The third quoted field of a line: request, referrer, user agent. A field's own quotes are escaped by a backslash
 * (Apache) or as \x22 (nginx).
 */
export function requestInCombined(line: string): LoggedRequest | string {
  const requestEnd = endOfRequest(line)
  if (requestEnd === undefined) return noUserAgent
  const referrerEnd = closingQuote(line, line.indexOf('"', requestEnd + 1))
  const begin = referrerEnd === undefined ? -1 : line.indexOf('"', referrerEnd + 1)
  const end = closingQuote(line, begin)
  if (end === undefined) return noUserAgent
  return { userAgent: unescaped(line.slice(begin + 1, end)), visits: 1 }
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
