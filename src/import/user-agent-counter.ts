import { describeUserAgent, detectBrowser, maxUserAgentLength } from "#audience/user-agent"
import type { Yielder } from "#audience/yielder"
import { isBot } from "./bot"
import { decodeUserAgent } from "./encoded-user-agent"
import { detachString, type Tally } from "./tally"

/** The maximum number of distinct user agents in memory. This number of user agents needs about 20 MB. */
const maxDistinct = 100_000

type Count = {
  userAgent: string
  lines: number
  visits: number
}

/** Counts equal user agents before parsing, because parsing is slow and a file has few distinct user agents. */
export class UserAgentCounter {
  readonly #counts = new Map<string, Count>()
  readonly #tally: Tally
  readonly #yieldIfDue: Yielder

  constructor(tally: Tally, yieldIfDue: Yielder) {
    this.#tally = tally
    this.#yieldIfDue = yieldIfDue
  }

  /**
   * Adds one line with a number of visits. Returns a promise only if the counter must be flushed because it is full.
   */
  add(userAgent: string, visits = 1): void | Promise<void> {
    const text = userAgent.length > maxUserAgentLength ? userAgent.slice(0, maxUserAgentLength) : userAgent
    const known = this.#counts.get(text)
    if (!known && this.#counts.size === maxDistinct) return this.flush().then(() => this.add(text, visits))
    const count = known ?? this.addUserAgent(text)
    count.lines++
    count.visits += visits
  }

  private addUserAgent(text: string): Count {
    const count = { userAgent: detachString(text), lines: 0, visits: 0 }
    this.#counts.set(count.userAgent, count)
    return count
  }

  async flush(): Promise<void> {
    for (const { userAgent: encoded, lines, visits } of this.#counts.values()) {
      await this.#yieldIfDue()
      const userAgent = decodeUserAgent(encoded)
      if (userAgent === "" || userAgent === "-") {
        this.#tally.withoutUserAgent += lines
        this.#tally.addBot("(no user agent)", lines, visits)
      } else if (isBot(userAgent)) {
        this.#tally.addBot(userAgent, lines, visits)
      } else {
        this.#tally.counted += lines
        this.#tally.add(detectBrowser({ userAgent }), visits, () => describeUserAgent(userAgent))
      }
    }
    this.#counts.clear()
  }
}
