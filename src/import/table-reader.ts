import { browserFromName } from "#audience/browser-name"
import type { Yielder } from "#audience/yielder"
import { IgnoredColumns } from "./ignored-columns"
import { type Line, RowGroup } from "./row-group"
import type { Table } from "./table"
import { type Row, type RowCount, totalsReason } from "./table-row"
import type { Tally } from "./tally"

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
  /** The last of several counts without labels, which may be their sum. */
  readonly #lastCounts: RowGroup
  readonly #ignored: IgnoredColumns
  #isLastCountTheSum = true
  #segment: string | undefined
  /** The first and the last row, if they may contain totals under an unknown name. */
  #first: Candidate | undefined
  #last: Candidate | undefined

  constructor(table: Table, tally: Tally, yieldIfDue: Yielder) {
    this.table = table
    this.#tally = tally
    this.#details = new RowGroup(yieldIfDue)
    this.#overall = new RowGroup(yieldIfDue)
    this.#lastCounts = new RowGroup(yieldIfDue)
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
    if (this.table.mayEndWithTotal) this.countLastCount(row, line)
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

  private countLastCount({ browser, counts }: Row, line: Line): void {
    const last = counts.at(-1) ?? { visits: 0 }
    const others = counts.slice(0, -1).reduce((sum, { visits }) => sum + visits, 0)
    if (last.visits !== others) this.#isLastCountTheSum = false
    if (this.#isLastCountTheSum) this.#lastCounts.count(browser, [last], line)
  }

  /**
   * Adds the counts to the result.
   * @throws UnreadableImport if a column that is not understood may contain operating systems, devices or counts
   */
  async end(): Promise<void> {
    this.#tally.ignoredColumns = [
      ...new Set(this.table.ignored.map(({ name }) => name.slice(0, maxNameLength))),
    ].slice(0, maxIgnoredColumns)
    const candidates = [this.#first, this.#last].filter((candidate) => candidate !== undefined)
    for (const { row } of candidates) for (const count of row.counts) this.#details.column.observe(count)
    for (const group of [this.#details, this.#overall, this.#lastCounts]) await group.column.settle()
    this.#ignored.check()
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
    if (this.#isLastCountTheSum && this.#lastCounts.rows > 0) this.#lastCounts.addTo(this.#tally)
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
