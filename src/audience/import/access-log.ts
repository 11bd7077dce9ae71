import { endOfRequest, requestInCombined } from "./combined-request"
import type { Importer } from "./importer"
import { isBracket, isJsonLines, objectIn, requestInJson } from "./json-request"
import { UserAgentCounter } from "./user-agent-counter"

/**
 * Access logs: the combined format of Apache and nginx, with more fields before or behind it too, and JSON lines as
 * nginx, Caddy, Traefik and others write them.
 */
export const accessLog: Importer = {
  format: "access-log",
  takes: "an access log in combined or JSON form, one request a line",
  recognizes: (beginning) =>
    beginning.some((line) => endOfRequest(line) !== undefined || isRequestInJson(line)) ||
    isJsonLines(beginning),
  read(tally, pause) {
    const counter = new UserAgentCounter(tally, pause)
    return {
      line(text, number) {
        const object = objectIn(text)
        const request = object === undefined ? requestInCombined(text) : requestInJson(object)
        if (typeof request === "string") {
          if (text.trim() !== "" && !isBracket(text)) tally.skip(number, request, text)
          return
        }
        const { userAgent, visits } = request
        if (userAgent.includes("\uFFFD")) tally.skip(number, "Its user agent is not in UTF-8.", text)
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
