import { isUserAgentHead } from "./columns"
import type { Importer } from "./importer"
import { parseHead } from "./table"
import { readUserAgentLine } from "./user-agent-line"
import { VisitColumn } from "./visit-column"

export const userAgents: Importer = {
  format: "user-agents",
  description: "a list of user agents, one per line, with or without counts",
  recognizes: (beginning) =>
    beginning.filter(startsWithProduct).length > beginning.length / 2 &&
    // The analytics importer reads tables with a column of user agents.
    !beginning.some(parseHead),
  read(tally, yieldIfDue) {
    const column = new VisitColumn(tally, yieldIfDue)
    return {
      line(text, number) {
        if (text.trim() === "" || isUserAgentHead(text)) return
        const { userAgent, count } = readUserAgentLine(text)
        if (userAgent.includes("\uFFFD")) tally.skip(number, "The line is not valid UTF-8.", text)
        else if (typeof count === "string") tally.skip(number, count, text)
        else {
          const { userAgents } = column.tallyFor(count)
          if (count.visits > 0) return userAgents.add(userAgent, count.visits)
        }
      },
      async end() {
        await column.settle()
        return "user agents"
      },
    }
  },
}

/** A user agent starts with a product and a version (RFC 9110 §10.1.5): `Mozilla/5.0`, `curl/8.5.0`. */
function startsWithProduct(line: string): boolean {
  return /^"?[\w.!#$%&'*+^`|~-]{1,64}\/v?\d/.test(readUserAgentLine(line).userAgent)
}
