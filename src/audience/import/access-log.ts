import { endOfRequest, requestInCombined } from "./combined-request"
import type { Importer } from "./importer"
import { isBracket, isJsonLines, objectIn, requestInJson } from "./json-request"
import { UserAgentCounter } from "./user-agent-counter"

/**
 * Access logs with one request per line: the combined format of Apache and nginx, with or without extra fields, and
 * JSON lines as written by nginx, Caddy, Traefik and others.
 */
export const accessLog: Importer = {
  format: "access-log",
  takes: "an access log in combined or JSON format, with one request per line",
  recognizes: (beginning) =>
    beginning.some((line) => endOfRequest(line) !== undefined || isRequestInJson(line)) ||
    isJsonLines(beginning),
  read(tally, yieldIfDue) {
    const counter = new UserAgentCounter(tally, yieldIfDue)
    return {
      line(text, number) {
        const object = objectIn(text)
        const request = object === undefined ? requestInCombined(text) : requestInJson(object)
        if (typeof request === "string") {
          if (text.trim() !== "" && !isBracket(text)) tally.skip(number, request, text)
          return
        }
        const { userAgent, visits } = request
        if (userAgent.includes("\uFFFD")) tally.skip(number, "The user agent is not valid UTF-8.", text)
        else if (typeof visits === "string") tally.skip(number, visits, text)
        else if (visits > 0) return counter.add(userAgent, visits)
      },
      async end() {
        await counter.flush()
        return "requests"
      },
    }
  },
}

function isRequestInJson(line: string): boolean {
  const object = objectIn(line)
  return object !== undefined && typeof requestInJson(object) !== "string"
}
