import type { Yielder } from "../yielder"
import { Tally } from "./tally"
import { UserAgentCounter } from "./user-agent-counter"
import type { Sign, VisitCount } from "./visit-count"

/** Where rows count. */
export interface Book {
  tally: Tally
  userAgents: UserAgentCounter
}

/**
 * The counts of a table's column or of a list. In most of them `12,345` is thousands; where another cell can
 * only be decimal with its comma (`31,25`), it is decimal too, and that cell may be the last: until then what
 * is unclear is counted apart.
 */
export class VisitColumn {
  private readonly clear: Book
  private readonly unclear: Readonly<Record<Sign, Book>>
  private readonly decimals = new Set<string>()
  private readonly thousands = new Set<string>()

  constructor(tally: Tally, pause: Yielder) {
    const bookOf = (tally: Tally) => ({ tally, userAgents: new UserAgentCounter(tally, pause) })
    this.clear = bookOf(tally)
    this.unclear = { ",": bookOf(new Tally()), ".": bookOf(new Tally()) }
  }

  /** Where the row of a count is to be counted. */
  bookOf({ unclear, decimal, thousands }: VisitCount): Book {
    if (decimal) this.decimals.add(decimal)
    if (thousands) this.thousands.add(thousands)
    return unclear ? this.unclear[unclear] : this.clear
  }

  /** Counts the rest, behind the last row. */
  async settle(): Promise<void> {
    await this.clear.userAgents.flush()
    for (const sign of [",", "."] as const) {
      const { tally, userAgents } = this.unclear[sign]
      await userAgents.flush()
      this.clear.tally.addAll(tally, this.isDecimal(sign) ? 1_000 : 1)
    }
  }

  private isDecimal(sign: Sign): boolean {
    if (this.thousands.has(sign)) return false
    return this.decimals.has(sign) || this.thousands.size > 0
  }
}
