import type { Yielder } from "#audience/yielder"
import { type Line, RowGroup } from "./row-group"
import type { Row } from "./table-row"
import { UnreadableImport } from "./unreadable-import"

/**
 * Decides whether the last of several columns of counts with the same name contains the totals, as in a pivot table
 * without the row of labels. Totals are the sum of the other columns in each row. A pivot table can also hide some
 * columns. Totals then are larger than the sum, or smaller for users, who can be in several columns.
 */
export class UnlabelledCounts {
  /** The counts of the last column. */
  readonly totals: RowGroup
  #isSum = true
  #isLargest = true

  constructor(yieldIfDue: Yielder) {
    this.totals = new RowGroup(yieldIfDue)
  }

  /** Whether the last column is the sum of the others in all rows. */
  get hasTotals(): boolean {
    return this.#isSum && this.totals.rows > 0
  }

  count({ browser, counts }: Row, line: Line): void {
    const last = counts.at(-1) ?? { visits: 0 }
    const others = counts.slice(0, -1).map(({ visits }) => visits)
    if (last.visits !== others.reduce((sum, visits) => sum + visits, 0)) this.#isSum = false
    if (others.some((visits) => visits > last.visits)) this.#isLargest = false
    if (this.#isSum) this.totals.count(browser, [last], line)
  }

  /** @throws UnreadableImport if the last column may contain totals */
  check(): void {
    if (this.#isSum || !this.#isLargest) return
    throw new UnreadableImport(
      "This table has several columns of counts with the same name, and the last one may be their total. Name it “Totals”, and remove the other ones. If it is not their total, write a label such as the country above each of them.",
    )
  }
}
