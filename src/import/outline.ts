import type { Table } from "./table"

/** The maximum number of names in the first column. Tables with more names are not outlines. */
const maxNames = 1_000

/**
 * Fills empty cells at the start of rows from the rows above. A pivot table of a spreadsheet writes the name of a group
 * only into its first row. Other tables have empty cells for unknown values, but repeat a name in the first column.
 */
export class Outline {
  readonly #width: number
  #above: readonly string[] = []
  readonly #names = new Set<string>()
  #hasRepeatedName = false

  constructor({ columns, counts }: Table) {
    const { browser = 0, version = 0, userAgent } = columns
    const first = Math.min(...counts.map(({ index }) => index), Number.MAX_SAFE_INTEGER)
    this.#width = userAgent === undefined ? Math.min(first, Math.max(browser, version) + 1) : 0
  }

  /**
   * Returns the cells of a row, with its empty cells at the start filled from the rows above. Returns undefined if the
   * first cell is not empty.
   */
  fill(cells: readonly string[]): readonly string[] | undefined {
    if (this.#width === 0 || this.#hasRepeatedName) return undefined
    const [name = ""] = cells
    if (name !== "") {
      this.#hasRepeatedName = this.#names.has(name) || this.#names.size === maxNames
      this.#names.add(name)
      this.#above = cells
      return undefined
    }
    if (this.#above.length === 0) return undefined
    const start = cells.findIndex((cell) => cell !== "")
    const filled = cells.map((cell, index) =>
      index < Math.min(start, this.#width) ? (this.#above[index] ?? "") : cell,
    )
    this.#above = filled
    return filled
  }

  /** Whether the table is an outline, so that an empty cell means the name in a row above. */
  get isOutline(): boolean {
    return !this.#hasRepeatedName
  }
}
