import { parseLayout, requiredColumns } from "./columns"
import type { Importer } from "./importer"
import {
  isComment,
  isOtherHead,
  joinRecords,
  maxRowLength,
  parsePivotHead,
  splitRow,
  type Table,
} from "./table"
import { missingColumns, noVersions } from "./table-errors"
import { TableReader } from "./table-reader"
import { TableRecords } from "./table-records"
import { readRow, totalsReason } from "./table-row"
import type { Tally } from "./tally"
import { UnreadableImport } from "./unreadable-import"

/**
 * Reads tables whose cells are separated by commas, semicolons, tabs or bars: exports of Google Analytics, Matomo,
 * Plausible and other products. A table needs either a browser with its version, or a user agent. It also needs a
 * count, or one row for each visit. The columns can have any order.
 */
export const analytics: Importer = {
  format: "analytics",
  description: `an analytics table (CSV or TSV) with ${requiredColumns}`,
  recognizes(beginning) {
    const rows = joinRecords(beginning)
      .filter((line) => !isComment(line))
      .flatMap(splitRow)
    const [head, row] = rows
    // Accepts tables without the required columns, so that the error can list their columns.
    const isTable = head !== undefined && (row === undefined || row.length === head.length)
    return isTable || rows.some((cells, index) => parseLayout(cells, rows[index - 1]) !== undefined)
  },
  read(tally, yieldIfDue) {
    const records = new TableRecords(maxRowLength)
    const file = new TableFile(tally, (table) => new TableReader(table, tally, yieldIfDue))
    return {
      line(text, number) {
        const [record, ...others] = records.add(text, number)
        if (others.length === 0) return record && file.add(record.text, record.number)
        return addAll(file, record ? [record, ...others] : others)
      },
      async end() {
        await addAll(file, records.end())
        return file.end()
      },
    }
  },
}

async function addAll(file: TableFile, records: readonly { text: string; number: number }[]): Promise<void> {
  for (const { text, number } of records) await file.add(text, number)
}

/** Finds the table with browsers in a file, which may also contain comments, the table of a chart, and other reports. */
class TableFile {
  readonly #tally: Tally
  readonly #createReader: (table: Table) => TableReader
  #reader: TableReader | undefined
  #headLine = 0
  /** Why the lines after the table are not counted. */
  #endReason: string | undefined
  /** The previous line. If the table is a pivot table, the line above its head contains labels. */
  #above = ""
  /** The cells of the line that has the most cells. The error for a file without a head lists these cells. */
  #widest: string[] = []
  /** What the file contains between the previous row and the current line. */
  #gap: "none" | "blank" | "comments" | "title" = "none"

  constructor(tally: Tally, createReader: (table: Table) => TableReader) {
    this.#tally = tally
    this.#createReader = createReader
  }

  add(text: string, number: number): void | Promise<void> {
    if (this.isGap(text)) return
    if (text.includes("\uFFFD")) {
      throw new UnreadableImport(`Line ${number} is not valid UTF-8. Save the table as “CSV UTF-8”.`)
    }
    if (text.length > maxRowLength) {
      const reason = `The line is longer than ${maxRowLength.toLocaleString("en")} characters.`
      this.#tally.skip(number, reason, text)
      return
    }
    const pending = this.#reader ? this.addRow(this.#reader, text, number) : this.readHead(text, number)
    this.#above = text
    this.#gap = "none"
    return pending
  }

  private isGap(text: string): boolean {
    if (text.trim() === "") {
      if (this.#gap === "none") this.#gap = "blank"
      return true
    }
    if (!isComment(text)) return false
    // Google Analytics writes the title of a report between lines of dashes.
    if (/^\s*#\s*-{3}/.test(text)) this.#gap = "title"
    else if (this.#gap !== "title") this.#gap = "comments"
    return true
  }

  private readHead(line: string, number: number): void {
    const table = parsePivotHead(line, this.#above)
    if (table) this.startReader(table, number)
    const [cells = []] = table ? [] : splitRow(line)
    if (cells.length > this.#widest.length) this.#widest = cells
  }

  private addRow(reader: TableReader, text: string, number: number): void | Promise<void> {
    const { table } = reader
    if (text.trim() === table.head) {
      if (this.#gap === "comments") this.#endReason ??= repeatedTableReason(number)
      this.#tally.skip(number, this.#endReason ?? "This row repeats the names of the columns.", text)
      return
    }
    if (this.#gap !== "none" && isOtherHead(table, text)) this.startTable(reader, text, number)
    if (reader !== this.#reader) return
    const row = this.#endReason ?? readRow(text, table)
    if (typeof row !== "string") return reader.add(row, { text, number })
    if (this.#endReason === undefined && row !== totalsReason && isOtherHead(table, text)) {
      this.startTable(reader, text, number)
    }
    if (reader === this.#reader) this.#tally.skip(number, this.#endReason ?? row, text)
  }

  /**
   * Called at the head of another table. If only the new table has versions of browsers, the new table is read instead
   * of the previous table.
   */
  private startTable(reader: TableReader, text: string, number: number): void {
    const table = parsePivotHead(text, this.#above)
    if (table && hasVersions(table) && !hasVersions(reader.table) && !reader.hasKnown) {
      const reason = `This table is not counted, because the table at line ${number} has versions of browsers.`
      const { head } = reader.table
      for (let row = 0; row < reader.rows; row++) this.#tally.skip(this.#headLine, reason, head)
      this.startReader(table, number)
    } else this.#endReason ??= secondTableReason(number)
  }

  private startReader(table: Table, line: number): void {
    this.#reader = this.#createReader(table)
    this.#headLine = line
    this.#endReason = undefined
  }

  /** Returns the unit of the counts. */
  async end(): Promise<string> {
    const reader = this.#reader
    if (!reader) throw missingColumns(this.#widest)
    await reader.end()
    const { columns, unit } = reader.table
    if (columns.userAgent === undefined && this.#tally.counted > 0 && !this.#tally.hasKnown) {
      throw noVersions(this.#tally.report("analytics", "").unknown.names)
    }
    return unit
  }
}

const hasVersions = ({ columns }: Table) => columns.version !== undefined || columns.userAgent !== undefined

const secondTableReason = (line: number) =>
  `A second table starts at line ${line}. Only the first table is counted.`

const repeatedTableReason = (line: number) =>
  `At line ${line}, the same table starts again for another segment or date range. Only the first table is counted.`
