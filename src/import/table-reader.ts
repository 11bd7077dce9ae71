import { isBrowserName } from "#audience/browser-name"
import type { Yielder } from "#audience/yielder"
import { IgnoredColumns } from "./ignored-columns"
import { Outline } from "./outline"
import { type Line, RowGroup } from "./row-group"
import type { Table } from "./table"
import { type Row, type RowCount, readLabels, totalsReason } from "./table-row"
import type { Tally } from "./tally"
import { UnlabelledCounts } from "./unlabelled-counts"
import { VersionTotals } from "./version-totals"
import { NumberSigns } from "./visit-column"

const maxIgnoredColumns = 20
const maxNameLength = 40

type Candidate = { row: Row; line: Line }

/**
 * Counts the rows of one table. Some rows count the visits of other rows again: totals, further segments, and rows for
 * all devices. These rows are counted separately, because the table may not contain the other rows. After the last row,
 * the reader decides which rows to use.
 */
export class TableReader {
  readonly table: Table
  readonly #tally: Tally
  readonly #details: RowGroup
  /** The rows whose device, operating system or version is “All”. */
  readonly #overall: RowGroup
  /** The rows with “All” in a column that is not used, such as the country. */
  readonly #whole: RowGroup
  /**
   * The rows with empty cells at their start. `#filled` counts them with the cells of the rows above, and `#unfilled`
   * counts them with empty cells. Only one of the two is used.
   */
  readonly #filled: RowGroup
  readonly #unfilled: RowGroup
  readonly #outline: Outline
  readonly #versionTotals = new VersionTotals()
  readonly #unlabelled: UnlabelledCounts
  readonly #ignored: IgnoredColumns
  #segment: string | undefined
  /** The first and the last row of the table, if they may be rows of totals with an unknown name. */
  #first: Candidate | undefined
  #last: Candidate | undefined
  #isEmpty = true

  constructor(table: Table, tally: Tally, yieldIfDue: Yielder) {
    this.table = table
    this.#tally = tally
    const signs = new NumberSigns()
    this.#details = new RowGroup(yieldIfDue, signs)
    this.#overall = new RowGroup(yieldIfDue, signs)
    this.#whole = new RowGroup(yieldIfDue, signs)
    this.#filled = new RowGroup(yieldIfDue, signs)
    this.#unfilled = new RowGroup(yieldIfDue, signs)
    this.#outline = new Outline(table)
    this.#unlabelled = new UnlabelledCounts(yieldIfDue, signs)
    this.#ignored = new IgnoredColumns(table)
  }

  get rows(): number {
    const groups = [this.#details, this.#overall, this.#whole, this.#filled]
    const kept = [this.#first, this.#last].filter(Boolean).length + this.#versionTotals.rows.length
    return groups.reduce((sum, { rows }) => sum + rows, kept)
  }

  get hasKnown(): boolean {
    return [this.#details, this.#overall, this.#whole, this.#filled].some(({ tally }) => tally.hasKnown)
  }

  add(row: Row, line: Line): void | Promise<void> {
    this.#ignored.add(row.cells)
    const other = this.otherSegment(row.segment)
    if (other) {
      this.#tally.skip(line.number, other, line.text)
      return
    }
    const { browser, counts } = row
    this.countLast()
    if (this.table.hasUnlabelledCounts) this.#unlabelled.count(row, line)
    const cells = this.#outline.fill(row.cells)
    if (row.isOverall) return this.#overall.count(browser, counts, line)
    if (this.#ignored.hasAll(row.cells)) return this.#whole.count(browser, counts, line)
    if (cells && typeof browser !== "string") {
      const labels = readLabels(cells, this.table.columns)
      this.#versionTotals.add(labels, counts, line)
      this.#unfilled.count(browser, counts, line)
      return this.#filled.count(labels, counts, line)
    }
    if (mayBeTotals(row)) {
      if (this.#isEmpty) this.#first = { row, line }
      else this.#last = { row, line }
      return
    }
    this.#isEmpty = false
    const isKept = typeof browser !== "string" && this.#versionTotals.add(browser, counts, line)
    if (!isKept) return this.#details.count(browser, counts, line)
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
    const versionTotals = this.#versionTotals.rows
    for (const { counts } of [...candidates.map(({ row }) => row), ...versionTotals]) {
      for (const count of counts) this.#details.column.observe(count)
    }
    const groups = [this.#details, this.#overall, this.#whole, this.#filled, this.#unfilled]
    for (const { column } of [...groups, this.#unlabelled.totals]) await column.settle()
    this.#ignored.check()
    if (this.table.hasUnlabelledCounts) this.#unlabelled.check()
    this.addVersionTotals()
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
    const total = this.#details.tally.total + this.continued.tally.total
    const isSum = [0, ...otherVisits].some((other) => isEqual(visits, total + other))
    if (this.#details.rows + this.#filled.rows > 1 && isSum)
      this.#tally.skip(line.number, totalsReason, line.text)
    else this.#details.count(row.browser, [{ visits }], line)
  }

  private visitsOf(counts: readonly RowCount[]): number {
    return counts.reduce((sum, count) => sum + this.#details.column.resolve(count), 0)
  }

  /** The rows with empty cells at their start: `#filled` if the table is an outline, and otherwise `#unfilled`. */
  private get continued(): RowGroup {
    return this.#outline.isOutline ? this.#filled : this.#unfilled
  }

  private addVersionTotals(): void {
    const { areTotals, rows } = this.#versionTotals
    for (const { labels, counts, line } of rows) {
      if (areTotals)
        this.#tally.skip(line.number, "This row is a total of the versions of its browser.", line.text)
      else this.#details.count(labels, [{ visits: this.visitsOf(counts) }], line)
    }
  }

  private addGroups(): void {
    if (this.#unlabelled.hasTotals) {
      this.#unlabelled.totals.addTo(this.#tally)
      return
    }
    const hasDetails = this.#details.rows + this.#filled.rows > 0
    const details = this.#details.tally.total + this.continued.tally.total
    // The rows for “All” countries are preferred, because the table may not list each country. But “All” can also be
    // the name of a campaign, so these rows must have at least half as many visits as the other rows.
    const isWhole = this.#whole.tally.total * 2 >= details
    if (hasDetails && this.#whole.rows > 0 && isWhole) {
      const reason = "This row is a part of another, because the table has rows for “All” values of a column."
      for (const group of [this.#details, this.#filled]) group.skip(this.#tally, reason)
    } else {
      this.#details.addTo(this.#tally)
      this.continued.addTo(this.#tally)
    }
    this.#whole.addTo(this.#tally)
    if (!hasDetails && this.#whole.rows === 0) this.#overall.addTo(this.#tally)
    else
      this.#overall.skip(
        this.#tally,
        "This row is a total of others, because its device, system or version is “All”.",
      )
  }
}

/**
 * Whether a row may be a row of totals whose name `isTotal` does not contain. Such a row has an unknown browser without
 * a version.
 */
function mayBeTotals({ browser, counts }: Row): boolean {
  if (typeof browser === "string" || /\d/.test(browser.version ?? "") || counts.length > 1) return false
  const label = browser.name || browser.system || ""
  if (isBrowserName(browser.name)) return false
  return label !== "" && !/^\(|^(?:unknown|other|others|not set|n\/a|none|null)$/i.test(label)
}

function isEqual(first: number, second: number): boolean {
  return Math.abs(first - second) <= 1e-9 * Math.max(1, first, second)
}
