import { isUserAgentHead } from "./columns"
import type { Importer } from "./importer"
import { tableUnder } from "./table"
import { UserAgentCounter } from "./user-agent-counter"
import { readUserAgentLine } from "./user-agent-line"

/** One user agent a line, perhaps with its count. */
export const userAgents: Importer = {
  format: "user-agents",
  takes: "a list of user agents, one a line, with or without how often each came",
  recognizes: (beginning) =>
    beginning.filter(startsWithProduct).length > beginning.length / 2 &&
    // A table with a column of user agents is a table.
    !beginning.some(tableUnder),
  read(tally, pause) {
    const counter = new UserAgentCounter(tally, pause)
    return {
      line(text, number) {
        if (text.trim() === "" || isUserAgentHead(text)) return
        const { userAgent, visits } = readUserAgentLine(text)
        if (userAgent.includes("\uFFFD")) tally.skip(number, "This is not in UTF-8.", text)
        else if (typeof visits === "string") tally.skip(number, visits, text)
        else if (visits > 0) return counter.add(userAgent, visits)
      },
      async end() {
        await counter.flush()
        return "user agents"
      },
    }
  },
}

/** A product and its version, as RFC 9110 has a user agent begin: `Mozilla/5.0`, `curl/8.5.0`. */
function startsWithProduct(line: string): boolean {
  return /^[\w.!#$%&'*+^`|~-]{1,64}\/v?\d/.test(readUserAgentLine(line).userAgent)
}
