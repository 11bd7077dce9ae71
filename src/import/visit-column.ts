import type { Yielder } from "#audience/yielder"
import { Tally } from "./tally"
import { UserAgentCounter } from "./user-agent-counter"
import type { Sign, VisitCount } from "./visit-count"

export type RowTally = {
  tally: Tally
  userAgents: UserAgentCounter
}

/** The separators that were found in numbers that are not ambiguous. */
export class NumberSigns {
  readonly decimal = new Set<string>()
  readonly thousands = new Set<string>()
}

/**
 * Resolves ambiguous numbers of one column or list. By default, the comma in `12,345` separates thousands. A cell such
 * as `31,25` makes the comma a decimal separator, unless another cell such as `1,234,567` uses the comma for thousands.
 * The cell that decides may be the last cell of the column. So rows with ambiguous numbers are first counted in
 * separate tallies. `settle` adds these tallies to the result.
 */
export class VisitColumn {
  readonly #clear: RowTally
  readonly #ambiguous: Readonly<Record<Sign, RowTally>>
  readonly #signs: NumberSigns

  /** @param signs the separators of the column. Groups of rows of one table share them */
  constructor(tally: Tally, yieldIfDue: Yielder, signs: NumberSigns = new NumberSigns()) {
    this.#signs = signs
    const createRowTally = (tally: Tally) => ({ tally, userAgents: new UserAgentCounter(tally, yieldIfDue) })
    this.#clear = createRowTally(tally)
    this.#ambiguous = { ",": createRowTally(new Tally()), ".": createRowTally(new Tally()) }
  }

  /** Uses the separators of a number to read the ambiguous numbers of the column. */
  observe({ decimal, thousands }: VisitCount): void {
    if (decimal) this.#signs.decimal.add(decimal)
    if (thousands) this.#signs.thousands.add(thousands)
  }

  /** Returns the number that a count means. Call this function after `observe` was called for all rows. */
  resolve({ visits, ambiguous }: VisitCount): number {
    return ambiguous && this.isDecimal(ambiguous) ? visits / 1_000 : visits
  }

  tallyFor(count: VisitCount): RowTally {
    this.observe(count)
    const { ambiguous } = count
    return ambiguous ? this.#ambiguous[ambiguous] : this.#clear
  }

  async settle(): Promise<void> {
    await this.#clear.userAgents.flush()
    for (const sign of [",", "."] as const) {
      const { tally, userAgents } = this.#ambiguous[sign]
      await userAgents.flush()
      this.#clear.tally.addAll(tally, this.isDecimal(sign) ? 1_000 : 1)
    }
  }

  private isDecimal(sign: Sign): boolean {
    const { decimal, thousands } = this.#signs
    if (thousands.has(sign)) return false
    return decimal.has(sign) || thousands.size > 0
  }
}
