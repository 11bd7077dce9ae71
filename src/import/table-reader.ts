import { browserFromName } from "#audience/browser-name"
import type { Yielder } from "#audience/yielder"
import { IgnoredColumns } from "./ignored-columns"
import { type Line, RowGroup } from "./row-group"
import type { Table } from "./table"
import { type Row, type RowCount, totalsReason } from "./table-row"
import type { Tally } from "./tally"
import { UnlabelledCounts } from "./unlabelled-counts"

const maxIgnoredColumns = 20
const maxNameLength = 40

type Candidate = { row: Row; line: Line }

/**
 * Counts the rows of one table. Some rows repeat the visits of others: totals, further segments, and rows for all
 * devices. Their counts are kept apart, because only the end of the table shows whether they repeat others.
 */
export class TableReader {
  readonly table: Table
  readonly #tally: Tally
  readonly #details: RowGroup
  /** The rows for all devices or operating systems. */
  readonly #overall: RowGroup
  readonly #unlabelled: UnlabelledCounts
  readonly #ignored: IgnoredColumns
  #segment: string | undefined
  /** The first and the last row, if they may contain totals under an unknown name. */
  #first: Candidate | undefined
  #last: Candidate | undefined

  constructor(table: Table, tally: Tally, yieldIfDue: Yielder) {
    this.table = table
    this.#tally = tally
    this.#details = new RowGroup(yieldIfDue)
    this.#overall = new RowGroup(yieldIfDue)
    this.#unlabelled = new UnlabelledCounts(yieldIfDue)
    this.#ignored = new IgnoredColumns(table)
  }

  get rows(): number {
    return this.#details.rows + this.#overall.rows + [this.#first, this.#last].filter(Boolean).length
  }

  get hasKnown(): boolean {
    return this.#details.tally.hasKnown || this.#overall.tally.hasKnown
  }

  add(row: Row, line: Line): void | Promise<void> {
    this.#ignored.add(row.cells)
    const other = this.otherSegment(row.segment)
    if (other) {
      this.#tally.skip(line.number, other, line.text)
      return
    }
    this.countLast()
    if (this.table.hasUnlabelledCounts) this.#unlabelled.count(row, line)
    if (row.isOverall) return this.#overall.count(row.browser, row.counts, line)
    if (!mayBeTotals(row)) return this.#details.count(row.browser, row.counts, line)
    if (this.rows === 0) this.#first = { row, line }
    else this.#last = { row, line }
  }

  private otherSegment(segment: string): string | undefined {
    this.#segment ??= segment || undefined
    if (segment === "" || segment === this.#segment) return undefined
    return `This row belongs to “${segment.slice(0, maxNameLength)}”. Only the rows of “${this.#segment?.slice(0, maxNameLength)}” are counted, because segments, audiences and date ranges can contain the same visits.`
  }

  private countLast(): void {
    if (this.#last) this.#details.count(this.#last.row.browser, this.#last.row.counts, this.#last.line)
    this.#last = undefined
  }

  /**
   * Adds the counts to the result.
   * @throws UnreadableImport if a column that is not understood may change the result
   */
  async end(): Promise<void> {
    this.#tally.ignoredColumns = [
      ...new Set(this.table.ignored.map(({ name }) => name.slice(0, maxNameLength))),
    ].slice(0, maxIgnoredColumns)
    const candidates = [this.#first, this.#last].filter((candidate) => candidate !== undefined)
    for (const { row } of candidates) for (const count of row.counts) this.#details.column.observe(count)
    for (const { column } of [this.#details, this.#overall, this.#unlabelled.totals]) await column.settle()
    this.#ignored.check()
    if (this.table.hasUnlabelledCounts) this.#unlabelled.check()
    for (const candidate of candidates) {
      const others = candidates.filter((other) => other !== candidate)
      this.countUnlessTotals(
        candidate,
        others.map(({ row }) => this.visitsOf(row.counts)),
      )
    }
    this.addGroups()
  }

  private countUnlessTotals({ row, line }: Candidate, otherVisits: readonly number[]): void {
    const visits = this.visitsOf(row.counts)
    const { total } = this.#details.tally
    const isSum = [0, ...otherVisits].some((other) => isEqual(visits, total + other))
    if (this.#details.rows > 1 && isSum) this.#tally.skip(line.number, totalsReason, line.text)
    else this.#details.count(row.browser, [{ visits }], line)
  }

  private visitsOf(counts: readonly RowCount[]): number {
    return counts.reduce((sum, count) => sum + this.#details.column.resolve(count), 0)
  }

  private addGroups(): void {
    if (this.#unlabelled.hasTotals) this.#unlabelled.totals.addTo(this.#tally)
    else if (this.#details.rows === 0) this.#overall.addTo(this.#tally)
    else {
      this.#details.addTo(this.#tally)
      this.#overall.skip(this.#tally, "This row is a total of others, because its device or system is “All”.")
    }
  }
}

/** Whether a row has an unknown browser without a version, as totals in a language that `isTotal` does not contain. */
function mayBeTotals({ browser, counts }: Row): boolean {
  if (typeof browser === "string" || browser.version !== "" || browser.name === "" || counts.length > 1)
    return false
  if (browserFromName({ ...browser, version: "1" })) return false
  return !/^\(|^(?:unknown|other|others|not set|n\/a|none|null)$/i.test(browser.name)
}

function isEqual(first: number, second: number): boolean {
  return Math.abs(first - second) <= 1e-9 * Math.max(1, first, second)
}
