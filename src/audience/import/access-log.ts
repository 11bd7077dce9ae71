import type { Importer } from "./importer"
import { isInBraces, isJsonLines, requestInJson } from "./json-request"
import { UserAgentCounter } from "./user-agent-counter"

/**
 * Access logs: the combined format of Apache and nginx, with more fields before or behind it too, and JSON lines as
 * nginx, Caddy, Traefik and others write them.
 */
export const accessLog: Importer = {
  format: "access-log",
  takes: "an access log in combined or JSON form, one request a line",
  recognizes: (beginning) =>
    beginning.some((line) => endOfRequest(line) !== undefined || requestInJson(line) !== undefined) ||
    isJsonLines(beginning),
  read(tally, pause) {
    const counter = new UserAgentCounter(tally, pause)
    return {
      line(text, number) {
        const isJson = isInBraces(text)
        const request = isJson ? requestInJson(text) : undefined
        const userAgent = isJson ? request?.userAgent : userAgentInCombined(text)
        const visits = request?.visits ?? 1
        if (userAgent?.includes("\uFFFD")) tally.skip(number, "Its user agent is not in UTF-8.", text)
        else if (typeof visits === "string") tally.skip(number, visits, text)
        else if (visits === 0) return
        else if (userAgent !== undefined) return counter.add(userAgent, visits)
        else if (text.trim() !== "") tally.skip(number, isJson ? noUserAgentInJson : noUserAgent, text)
      },
      async end() {
        await counter.flush()
        return "requests"
      },
    }
  },
}

const noUserAgent =
  'It has no user agent: “… "GET / HTTP/1.1" 200 512 "referrer" "user agent"”, the combined form, has one.'
const noUserAgentInJson = "It has no user agent, such as “user_agent” or “request.headers.User-Agent”."

const backslash = 92
const space = 32

/**
 * The third quoted field of a line: request, referrer, user agent. A field's own quotes are escaped by a backslash
 * (Apache) or as \x22 (nginx).
 */
function userAgentInCombined(line: string): string | undefined {
  const requestEnd = endOfRequest(line)
  if (requestEnd === undefined) return undefined
  const referrerEnd = closingQuote(line, line.indexOf('"', requestEnd + 1))
  const begin = referrerEnd === undefined ? -1 : line.indexOf('"', referrerEnd + 1)
  const end = closingQuote(line, begin)
  if (end === undefined) return undefined
  const userAgent = line.slice(begin + 1, end)
  return userAgent.includes("\\") ? userAgent.replace(/\\(["\\])/g, "$1") : userAgent
}

/** Where the first quoted field ends that has a status behind it, be there a user agent or not. */
function endOfRequest(line: string): number | undefined {
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
