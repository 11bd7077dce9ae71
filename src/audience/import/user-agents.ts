import type { Importer } from "./importer"
import { UserAgentCounter } from "./user-agent-counter"

/** One user agent a line. */
export const userAgents: Importer = {
  format: "user-agents",
  takes: "a list of user agents, one a line",
  recognizes: (beginning) => beginning.filter(startsWithProduct).length > beginning.length / 2,
  read(tally, pause) {
    const counter = new UserAgentCounter(tally, pause)
    return {
      line(text, number) {
        const userAgent = text.trim()
        if (userAgent === "") return
        if (userAgent.includes("\uFFFD")) tally.skip(number, "This is not in UTF-8.", text)
        else return counter.add(userAgent)
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
  return /^\s{0,8}[\w.!#$%&'*+^`|~-]{1,64}\/v?\d/.test(line)
}
