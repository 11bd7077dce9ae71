import { isUserAgentHead } from "./columns"
import type { Importer } from "./importer"
import { isComment, parseHead } from "./table"
import { isTotal } from "./totals"
import { moveTrailingCount, readUserAgentLine } from "./user-agent-line"
import { VisitColumn } from "./visit-column"

export const userAgents: Importer = {
  format: "user-agents",
  description: "a list of user agents, one per line, with or without counts",
  recognizes(beginning) {
    const lines = beginning.filter((line) => !isComment(line) && !isUserAgentHead(line))
    return (
      lines.filter(startsWithProduct).length > lines.length / 2 &&
      // The analytics importer reads tables with a column of user agents.
      !beginning.some(parseHead)
    )
  },
  read(tally, yieldIfDue, beginning) {
    const column = new VisitColumn(tally, yieldIfDue)
    const hasTrailingCounts = findTrailingCounts(beginning)
    return {
      line(text, number) {
        if (text.trim() === "" || isComment(text) || isUserAgentHead(text)) return
        const { userAgent, count } = readUserAgentLine(hasTrailingCounts ? moveTrailingCount(text) : text)
        if (userAgent.includes("\uFFFD")) tally.skip(number, "The line is not valid UTF-8.", text)
        else if (typeof count === "string") tally.skip(number, count, text)
        else if (isTotal(userAgent)) tally.skip(number, "This is a totals row.", text)
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

/**
 * Whether each line ends with a count that `readUserAgentLine` reads only after `moveTrailingCount`. A file with a
 * single user agent is not enough, because a user agent can also end with a number.
 */
function findTrailingCounts(beginning: readonly string[]): boolean {
  const lines = beginning.filter(startsWithProduct)
  return lines.length > 1 && lines.every((line) => moveTrailingCount(line) !== line)
}
