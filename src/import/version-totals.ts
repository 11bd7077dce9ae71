import type { BrowserLabels } from "#audience/browser-name"
import type { Line } from "./row-group"
import type { RowCount } from "./table-row"

/** The maximum number of browsers that are checked in one table. The totals of further browsers are not found. */
const maxBrowsers = 1_000

type Browser = {
  rows: number
  visits: number
  total?: BrowserTotal
}

/** A row of a browser without a version. */
export type BrowserTotal = { labels: BrowserLabels; counts: readonly RowCount[]; line: Line }

/**
 * Decides whether rows that have a browser, but no version, are totals. They are totals if the count of each such row
 * is the sum of the rows with versions of the same browser. Otherwise, they are visits of unknown versions.
 */
export class VersionTotals {
  readonly #browsers = new Map<string, Browser>()

  /** Adds a row. Returns true if the row has no version and is kept here until the end of the table. */
  add(labels: BrowserLabels, counts: readonly RowCount[], line: Line): boolean {
    const { name, version = "", system = "", device = "" } = labels
    if (name === "") return false
    const key = `${name}|${system}|${device}`
    const browser = this.#browsers.get(key) ?? { rows: 0, visits: 0 }
    if (browser.rows === 0 && browser.total === undefined) {
      if (this.#browsers.size === maxBrowsers) return false
      this.#browsers.set(key, browser)
    }
    if (version !== "") {
      browser.rows++
      browser.visits += sum(counts)
      return false
    }
    if (browser.total) return false
    browser.total = { labels, counts, line }
    return true
  }

  get rows(): readonly BrowserTotal[] {
    return [...this.#browsers.values()].flatMap(({ total }) => (total ? [total] : []))
  }

  /**
   * Whether the kept rows are totals. At least one browser must have several versions: with a single version, the same
   * count may be a coincidence.
   */
  get areTotals(): boolean {
    const found = [...this.#browsers.values()].filter(({ total }) => total !== undefined)
    return (
      found.some(({ rows }) => rows > 1) &&
      found.every(({ rows, visits, total }) => rows > 0 && sum(total?.counts ?? []) === visits)
    )
  }
}

const sum = (counts: readonly RowCount[]) => counts.reduce((total, { visits }) => total + visits, 0)
