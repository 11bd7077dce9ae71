import { isbot } from "isbot"
import { describeUserAgent, detectBrowser, maxUserAgentLength } from "../user-agent"
import type { Yielder } from "../yielder"
import { detachString, type Tally } from "./tally"

/** Distinct user agents that are held before they are parsed into the tally: some 20 MB. */
const maxDistinct = 100_000

interface Count {
  userAgent: string
  lines: number
  visits: number
}

/** Counts user agents. Few of them are distinct, and only those are parsed. */
export class UserAgentCounter {
  private readonly counts = new Map<string, Count>()

  constructor(
    private readonly tally: Tally,
    private readonly pause: Yielder,
  ) {}

  /** Returns a promise where so many are held that they are parsed first. `visits`: how many a line stands for. */
  add(userAgent: string, visits = 1): void | Promise<void> {
    const text = userAgent.length > maxUserAgentLength ? userAgent.slice(0, maxUserAgentLength) : userAgent
    const known = this.counts.get(text)
    if (!known && this.counts.size === maxDistinct) return this.flush().then(() => this.add(text, visits))
    const count = known ?? this.begin(text)
    count.lines++
    count.visits += visits
  }

  private begin(text: string): Count {
    const count = { userAgent: detachString(text), lines: 0, visits: 0 }
    this.counts.set(count.userAgent, count)
    return count
  }

  /** Parses what was counted since the last time into the tally. */
  async flush(): Promise<void> {
    for (const { userAgent, lines, visits } of this.counts.values()) {
      await this.pause()
      const isNameless = userAgent === "" || userAgent === "-"
      if (isNameless) this.tally.nameless += lines
      // No browser leaves its name out.
      if (isNameless || isbot(userAgent)) this.tally.bots += lines
      else {
        this.tally.counted += lines
        this.tally.add(detectBrowser({ userAgent }), visits, () => describeUserAgent(userAgent))
      }
    }
    this.counts.clear()
  }
}
