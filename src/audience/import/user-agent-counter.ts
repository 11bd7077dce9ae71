import { isbot } from "isbot"
import type { Pause } from "../pause"
import { browserOf, describeUserAgent, longestUserAgent } from "../user-agent"
import { flat, type Tally } from "./tally"

/** As many distinct user agents are held, some 20 MB, before they are parsed into the tally. */
const mostDistinct = 100_000

interface Count {
  userAgent: string
  lines: number
  visits: number
}

/** Counts user agents. Few of them are distinct, and only those are parsed. */
export class UserAgentCounter {
  private readonly counts = new Map<string, Count>()
  /**
   * By fingerprint: looking into the map reads each character of a user agent to hash it, and comparing with the one
   * that it most likely is takes a quarter of that. A log is read half as fast again.
   */
  private recent: (Count | undefined)[] = []

  constructor(
    private readonly tally: Tally,
    private readonly pause: Pause,
  ) {}

  /** Returns a promise where so many are held that they are parsed first. `visits`: how many a line stands for. */
  add(userAgent: string, visits = 1): void | Promise<void> {
    const text = userAgent.length > longestUserAgent ? userAgent.slice(0, longestUserAgent) : userAgent
    const place = fingerprint(text)
    const recent = this.recent[place]
    if (recent?.userAgent === text) {
      recent.lines++
      recent.visits += visits
      return
    }
    const known = this.counts.get(text)
    if (!known && this.counts.size === mostDistinct) return this.flush().then(() => this.add(text, visits))
    const count = known ?? this.begin(text)
    count.lines++
    count.visits += visits
    this.recent[place] = count
  }

  private begin(text: string): Count {
    const count = { userAgent: flat(text), lines: 0, visits: 0 }
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
        this.tally.add(browserOf({ userAgent }), visits, () => describeUserAgent(userAgent))
      }
    }
    this.counts.clear()
    this.recent = []
  }
}

/** 0 to 1,023, from where user agents differ: their length, their middle and the versions at their end. */
function fingerprint(text: string): number {
  const { length } = text
  const middle = length >> 1
  return (
    (length * 31 +
      text.charCodeAt(middle) * 7 +
      text.charCodeAt(middle + 9) * 3 +
      text.charCodeAt(length - 20) * 11 +
      text.charCodeAt(length - 3)) &
    1_023
  )
}
