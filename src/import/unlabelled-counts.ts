import type { Yielder } from "#audience/yielder"
import { type Line, RowGroup } from "./row-group"
import type { Row } from "./table-row"
import { UnreadableImport } from "./unreadable-import"
import type { NumberSigns } from "./visit-column"

/**
 * Finds the totals in a table that has several columns of counts with the same name, such as a pivot table without its
 * row of labels. If the last column is the sum of the other columns in each row, it contains the totals. Otherwise, the
 * import fails if a column may contain totals. This is a column that is never less than the sum of the other columns,
 * because a pivot table can hide columns. It can also be a last column that is never less than any other column: totals
 * of users can be less than the sum, because one user can be in several columns.
 */
export class UnlabelledCounts {
  /** The counts of the last column. */
  readonly totals: RowGroup
  #isSum = true
  /** For each column, whether it may contain the totals. */
  #mayBeTotal: readonly boolean[] | undefined

  constructor(yieldIfDue: Yielder, signs: NumberSigns) {
    this.totals = new RowGroup(yieldIfDue, signs)
  }

  /** Whether the last column is the sum of the others in all rows. */
  get hasTotals(): boolean {
    return this.#isSum && this.totals.rows > 0
  }

  count({ browser, counts }: Row, line: Line): void {
    const last = counts.at(-1) ?? { visits: 0 }
    const all = counts.reduce((sum, { visits }) => sum + visits, 0)
    const max = Math.max(...counts.map(({ visits }) => visits))
    this.#mayBeTotal = counts.map((count, index) => {
      const isLarge = count.visits >= all - count.visits || (count === last && count.visits === max)
      return isLarge && (this.#mayBeTotal?.[index] ?? true)
    })
    if (last.visits !== all - last.visits) this.#isSum = false
    if (this.#isSum) this.totals.count(browser, [last], line)
  }

  /** @throws UnreadableImport if a column may contain totals */
  check(): void {
    if (this.#isSum || !this.#mayBeTotal?.includes(true)) return
    throw new UnreadableImport(
      "This table has several columns of counts with the same name, and one of them may be their total. Keep only the total. If there is none, write a label, such as the country, above each of these columns.",
    )
  }
}
