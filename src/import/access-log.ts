import { endOfRequest, parseCombinedRequest } from "./combined-request"
import type { Importer } from "./importer"
import { extractJsonObject, isJsonLines, isListBracket, parseJsonRequest } from "./json-request"
import { UserAgentCounter } from "./user-agent-counter"

/** Access logs: combined format, with or without extra fields, and JSON lines of nginx, Caddy, Traefik and others. */
export const accessLog: Importer = {
  format: "access-log",
  description: "an access log in combined or JSON format, with one request per line",
  recognizes: (beginning) =>
    beginning.some((line) => endOfRequest(line) !== undefined || isJsonRequest(line)) ||
    isJsonLines(beginning),
  read(tally, yieldIfDue) {
    const counter = new UserAgentCounter(tally, yieldIfDue)
    return {
      line(text, number) {
        const object = extractJsonObject(text)
        const request = object === undefined ? parseCombinedRequest(text) : parseJsonRequest(object)
        if (typeof request === "string") {
          if (text.trim() !== "" && !isListBracket(text)) tally.skip(number, request, text)
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

function isJsonRequest(line: string): boolean {
  const object = extractJsonObject(line)
  return object !== undefined && typeof parseJsonRequest(object) !== "string"
}
