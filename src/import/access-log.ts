import { findBrowserField } from "./browser-field"
import { endOfRequest } from "./combined-request"
import type { Importer } from "./importer"
import { JsonRecords } from "./json-records"
import {
  extractJsonObject,
  isJsonLines,
  isListBracket,
  isUserAgentKey,
  parseJsonRequests,
} from "./json-request"
import { embeddedRequests, LogLines } from "./log-line"
import type { LoggedRequest } from "./logged-request"
import { isComment, parseHead } from "./table"
import { UserAgentCounter } from "./user-agent-counter"
import { readUserAgentLine } from "./user-agent-line"
import { readW3cFields } from "./w3c-fields"

/** Logs of servers, proxies and load balancers, as text or JSON. Each request states a user agent. */
export const accessLog: Importer = {
  format: "access-log",
  description: "an access log with user agents, as text or JSON, with one request per line",
  recognizes: (beginning) =>
    beginning.some((line) => endOfRequest(line) !== undefined || isJsonRequest(line) || isW3cHead(line)) ||
    isJsonLines(beginning) ||
    isJsonWithLineBreaks(beginning) ||
    isOtherLog(beginning) ||
    isLogWithoutUserAgents(beginning),
  read(tally, yieldIfDue, beginning) {
    const counter = new UserAgentCounter(tally, yieldIfDue)
    const lines = new LogLines(beginning)
    const records = isJsonWithLineBreaks(beginning) ? new JsonRecords() : undefined
    let lastLine = 0
    return {
      line(text, number) {
        lastLine = number
        if (records) return countRecords(records.read(text), number)
        const result = lines.read(text)
        return Array.isArray(result)
          ? countAll(result, text, number)
          : count(result as LoggedRequest | string, text, number)
      },
      async end() {
        if (records?.isIncomplete) tally.skip(lastLine, "The JSON object is not complete.", "")
        await counter.flush()
        return "requests"
      },
    }

    function count(result: LoggedRequest | string, text: string, number: number): void | Promise<void> {
      if (typeof result === "string") {
        if (text.trim() !== "" && !isListBracket(text)) tally.skip(number, result, text)
        return
      }
      const { userAgent, visits } = result
      if (userAgent.includes("\uFFFD")) tally.skip(number, "The user agent is not valid UTF-8.", text)
      else if (typeof visits === "string") tally.skip(number, visits, text)
      else if (visits > 0) return counter.add(userAgent, visits)
    }

    async function countAll(requests: readonly LoggedRequest[], text: string, number: number): Promise<void> {
      for (const request of requests) await count(request, text, number)
    }

    async function countRecords(objects: readonly string[], number: number): Promise<void> {
      for (const object of objects) {
        await yieldIfDue()
        const requests = parseJsonRequests(object, embeddedRequests)
        if (typeof requests === "string") tally.skip(number, requests, object)
        else await countAll(requests, object, number)
      }
    }
  },
}

function isW3cHead(line: string): boolean {
  return readW3cFields(line) !== undefined
}

function isJsonRequest(line: string): boolean {
  const object = extractJsonObject(line)
  return object !== undefined && typeof parseJsonRequests(object, embeddedRequests) !== "string"
}

/**
 * Whether a file contains JSON that does not have one object per line: objects have several lines, or a line has
 * several objects.
 */
function isJsonWithLineBreaks(beginning: readonly string[]): boolean {
  if (!/^\s*(?:\{|\[\s*(?:\{|$))/.test(beginning[0] ?? "") || beginning.some(isJsonRequest)) return false
  if (!beginning.slice(0, 2).some((line) => line.includes("{"))) return false
  return beginning.some((line) => {
    const [, key] = /"([^"\\]{1,40})"\s*:/.exec(line) ?? []
    return (key !== undefined && isUserAgentKey(key)) || findBrowserField(line) !== undefined
  })
}

/**
 * Whether the file has lines of requests with a browser. Returns false for lists of user agents and for tables, which
 * have their own importers.
 */
function isOtherLog(beginning: readonly string[]): boolean {
  const first = beginning.findIndex(isBrowserRequest)
  const isListOfTexts = /^\s*\[\s*"/.test(beginning[0] ?? "")
  if (first === -1 || isListOfTexts || beginning.filter(startsWithBrowser).length > beginning.length / 2)
    return false
  return !beginning.slice(0, first).some((line) => parseHead(line) !== undefined || isHead(line))
}

/** Whether a line belongs to a list of user agents, with or without counts. */
function startsWithBrowser(line: string): boolean {
  return /^"?(?:mozilla|opera)\/\d/i.test(readUserAgentLine(line).userAgent)
}

/** Whether a line contains the user agent of a browser and also the time, the address or the method of a request. */
function isBrowserRequest(line: string): boolean {
  const browser = findBrowserField(line)
  if (browser === undefined) return false
  // Removes the user agent, because versions in a user agent can look like an IP address.
  const others = line.replace(browser, " ").slice(0, 2_000)
  return /\d\d:\d\d|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:GET|POST|HEAD|PUT)\b|\b\d{10}\b/.test(others)
}

/**
 * Whether a file is a log without user agents: most lines contain a time, and no line contains a browser. The importer
 * skips the lines of such a log and reports the missing user agents as the reason.
 */
function isLogWithoutUserAgents(beginning: readonly string[]): boolean {
  const hasTime = (line: string) => /\d\d:\d\d:\d\d/.test(line.slice(0, 2_000))
  const [first = ""] = beginning
  const isLog = hasTime(first) && !isComment(first) && beginning.filter(hasTime).length > beginning.length / 2
  return (
    isLog && !beginning.some((line) => findBrowserField(line) !== undefined || parseHead(line) !== undefined)
  )
}

/** Whether a line contains the names of columns, one of which is the name of a column of user agents. */
function isHead(line: string): boolean {
  return line.split(/[\t,;|]/).some((cell) => isUserAgentKey(cell.trim().replace(/^"|"$/g, "")))
}
