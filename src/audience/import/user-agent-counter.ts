import { isbot } from "isbot"
import { browserOf, describeUserAgent, longestUserAgent } from "../user-agent"
import { flat, type Tally } from "./tally"

/** As many distinct user agents are held, some 20 MB, before they are parsed into the tally. */
const mostDistinct = 100_000

/** Counts user agents. Few of them are distinct, and only those are parsed. */
export class UserAgentCounter {
  private readonly lines = new Map<string, { count: number }>()

  constructor(private readonly tally: Tally) {}

  add(userAgent: string): void {
    const text = userAgent.length > longestUserAgent ? userAgent.slice(0, longestUserAgent) : userAgent
    const known = this.lines.get(text)
    if (known) {
      known.count++
      return
    }
    if (this.lines.size === mostDistinct) this.flush()
    this.lines.set(flat(text), { count: 1 })
  }

  /** Parses what was counted since the last time into the tally. */
  flush(): void {
    for (const [userAgent, { count }] of this.lines) {
      if (isBot(userAgent)) this.tally.bots += count
      else {
        this.tally.counted += count
        this.tally.add(browserOf({ userAgent }), count, () => describeUserAgent(userAgent))
      }
    }
    this.lines.clear()
  }
}

/** No browser leaves its name out. */
function isBot(userAgent: string): boolean {
  return userAgent === "" || isbot(userAgent)
}
