import { isUserAgentHead } from "./columns"
import type { Importer } from "./importer"
import { tableUnder } from "./table"
import { readUserAgentLine } from "./user-agent-line"
import { VisitColumn } from "./visit-column"

export const userAgents: Importer = {
  format: "user-agents",
  takes: "a list of user agents, one a line, with or without how often each came",
  recognizes: (beginning) =>
    beginning.filter(startsWithProduct).length > beginning.length / 2 &&
    // A table with a column of user agents is a table.
    !beginning.some(tableUnder),
  read(tally, pause) {
    const column = new VisitColumn(tally, pause)
    return {
      line(text, number) {
        if (text.trim() === "" || isUserAgentHead(text)) return
        const { userAgent, count } = readUserAgentLine(text)
        if (userAgent.includes("\uFFFD")) tally.skip(number, "This is not in UTF-8.", text)
        else if (typeof count === "string") tally.skip(number, count, text)
        else {
          const { userAgents } = column.bookOf(count)
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

/** A product and its version, as RFC 9110 has a user agent begin: `Mozilla/5.0`, `curl/8.5.0`. */
function startsWithProduct(line: string): boolean {
  return /^"?[\w.!#$%&'*+^`|~-]{1,64}\/v?\d/.test(readUserAgentLine(line).userAgent)
}
