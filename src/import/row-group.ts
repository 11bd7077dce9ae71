import { type BrowserLabels, browserFromName } from "#audience/browser-name"
import type { Yielder } from "#audience/yielder"
import { describeLabels, type RowCount, readSystem } from "./table-row"
import { Tally } from "./tally"
import { type NumberSigns, VisitColumn } from "./visit-column"

export type Line = { text: string; number: number }

const maxExamples = 20

/**
 * Counts a group of rows separately from the other rows of a table. After the last row, the table reader either adds
 * the counts to the result or skips the rows.
 */
export class RowGroup {
  rows = 0
  readonly tally = new Tally()
  readonly column: VisitColumn
  /** The first rows of the group. If the group is skipped, the report lists them. */
  readonly #examples: Line[] = []

  constructor(yieldIfDue: Yielder, signs: NumberSigns) {
    this.column = new VisitColumn(this.tally, yieldIfDue, signs)
  }

  count(browser: BrowserLabels | string, counts: readonly RowCount[], line: Line): void | Promise<void> {
    this.rows++
    if (this.#examples.length < maxExamples) this.#examples.push(line)
    return typeof browser === "string" ? this.addUserAgent(browser, counts) : this.addLabels(browser, counts)
  }

  private addUserAgent(userAgent: string, counts: readonly RowCount[]): void | Promise<void> {
    for (const count of counts) this.column.observe(count)
    const visits = counts.reduce((sum, count) => sum + count.visits, 0)
    const { userAgents } = this.column.tallyFor({ ...counts[0], visits })
    if (visits > 0) return userAgents.add(userAgent, visits)
  }

  private addLabels(labels: BrowserLabels, counts: readonly RowCount[]): void {
    let isCounted = false
    for (const count of counts) {
      const { tally } = this.column.tallyFor(count)
      if (count.visits === 0) continue
      if (!isCounted) tally.counted++
      isCounted = true
      const browser = count.system === undefined ? labels : { ...labels, ...readSystem(count.system) }
      tally.add(browserFromName(browser), count.visits, () => describeLabels(browser))
    }
  }

  /** Adds the counts of the rows to the result. */
  addTo(tally: Tally): void {
    tally.addAll(this.tally, 1)
  }

  /** Reports the rows as skipped. */
  skip(tally: Tally, reason: string): void {
    for (let row = 0; row < this.rows; row++) {
      const { number, text } = this.#examples[Math.min(row, maxExamples - 1)] as Line
      tally.skip(number, reason, text)
    }
  }
}
