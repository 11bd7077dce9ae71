import { type BrowserLabels, browserFromName } from "#audience/browser-name"
import { type Column, parseLayout, requiredColumns } from "./columns"
import type { Importer } from "./importer"
import { isComment, isOtherHead, maxRowLength, parseHead, splitCells, splitRow, type Table } from "./table"
import { UnreadableImport } from "./unreadable-import"
import { VisitColumn } from "./visit-column"
import { readPercent, readVisitCount, type VisitCount } from "./visit-count"

/**
 * Reads tables with commas, semicolons or tabs: exports of Google Analytics, Matomo, Plausible and other products. A
 * table needs a column with a count. It also needs either a browser with its version, or a user agent. The columns can
 * have any order.
 */
export const analytics: Importer = {
  format: "analytics",
  description: `an analytics table (CSV or TSV) with ${requiredColumns}`,
  recognizes(beginning) {
    const rows = beginning.filter((line) => !isComment(line)).flatMap(splitRow)
    const [head, row] = rows
    // Accepts tables without the required columns, so that the error can list their columns.
    const isTable = head !== undefined && (row === undefined || row.length === head.length)
    return isTable || rows.some((cells) => parseLayout(cells) !== undefined)
  },
  read(tally, yieldIfDue) {
    const column = new VisitColumn(tally, yieldIfDue)
    let table: Table | undefined
    /** The number of the line at which a second table starts. It lists the same visits by another dimension. */
    let secondTableLine: number | undefined
    /** The widest line before the head. The error lists its cells. */
    let widest: string[] = []

    function readHead(line: string): void {
      table = parseHead(line)
      const [cells = []] = table ? [] : splitRow(line)
      if (cells.length > widest.length) widest = cells
    }

    function count({ browser, count }: Row): void | Promise<void> {
      const { tally, userAgents } = column.tallyFor(count)
      if (count.visits === 0) return
      if (typeof browser === "string") return userAgents.add(browser, count.visits)
      tally.counted++
      tally.add(browserFromName(browser), count.visits, () => describe(browser))
    }

    return {
      line(text, number) {
        if (text.trim() === "" || isComment(text)) return
        if (text.includes("\uFFFD")) {
          throw new UnreadableImport(`Line ${number} is not valid UTF-8. Save the table as “CSV UTF-8”.`)
        }
        if (text.length > maxRowLength) {
          tally.skip(number, `The line is longer than ${maxRowLength.toLocaleString("en")} characters.`, text)
          return
        }
        if (!table) {
          readHead(text)
          return
        }
        const row = secondTableLine === undefined ? readRow(text, table) : secondTableReason(secondTableLine)
        if (typeof row !== "string") return count(row)
        if (secondTableLine === undefined && text.trim() !== table.head && isOtherHead(table, text)) {
          secondTableLine = number
        }
        tally.skip(number, secondTableLine === number ? secondTableReason(number) : row, text)
      },
      async end() {
        if (!table) throw missingColumns(widest)
        await column.settle()
        const isByUserAgent = table.columns.userAgent !== undefined
        if (!isByUserAgent && tally.counted > 0 && !tally.hasKnown) {
          throw noVersions(tally.report("analytics", "").unknown.names)
        }
        return table.unit
      },
    }
  },
}

const secondTableReason = (line: number) =>
  `A second table starts at line ${line}. Only the first table is counted.`

type Row = {
  browser: BrowserLabels | string
  count: VisitCount
}

function readRow(line: string, { columns, delimiter, minCells, maxCells, isPercent }: Table): Row | string {
  const parsed = splitCells(line, delimiter)
  if (!parsed) return "A quotation mark is not closed."
  const cells = joinUserAgent(parsed, columns.userAgent, maxCells)
  if (cells.some((cell) => /^(grand )?totals?$/i.test(cell))) return "This is a totals row."
  if (cells.length < minCells) return `The row has ${cells.length} cells, but the table needs ${minCells}.`
  if (cells.slice(maxCells).some((cell) => cell !== "")) {
    return `The row has ${cells.length} cells, but the table has ${maxCells} columns. Put quotes around numbers such as 1,234.`
  }
  const cell = (column: Column) => cells[columns[column] ?? -1] ?? ""
  const count = isPercent ? readPercent(cell("visits")) : readVisitCount(cell("visits"))
  if (typeof count === "string") return count
  if (columns.userAgent !== undefined) return { count, browser: cell("userAgent") }
  const [nameInVersion, bareVersion] = splitVersion(cell("version"))
  const label = cell("browser") || (bareVersion && nameInVersion)
  const [name, versionInName] = splitVersion(label)
  const [system] = splitVersion(cell("system"))
  if (label === "" && system === "") return "This is a totals row."
  return {
    count,
    browser: {
      name,
      version: bareVersion || cell("version") || versionInName,
      system,
      systemVersion: versionIn(cell("systemVersion")) || versionIn(cell("system")),
      device: cell("device"),
    },
  }
}

/** Joins surplus cells into the user agent, because an unquoted user agent can contain delimiters. */
function joinUserAgent(cells: string[], index: number | undefined, maxCells: number): string[] {
  let { length } = cells
  while (length > maxCells && cells[length - 1] === "") length--
  if (index === undefined || length <= maxCells) return cells
  const end = index + 1 + length - maxCells
  return [...cells.slice(0, index), cells.slice(index, end).join(", "), ...cells.slice(end, length)]
}

/**
 * Splits a label such as `Chrome 120.0` from Matomo into name and version. A label without a number has an empty
 * version.
 */
function splitVersion(label: string): [name: string, version: string] {
  const space = label.lastIndexOf(" ")
  const version = label.slice(space + 1)
  return space > 0 && /^\d[\d.]*$/.test(version) ? [label.slice(0, space), version] : [label, ""]
}

function versionIn(label: string): string {
  return splitVersion(label)[1] || label
}

function describe({ name, version = "", system }: BrowserLabels): string {
  const major = /^\d+/.exec(version)?.[0] ?? ""
  return `${name || "(not set)"} ${major}`.trim() + (system ? ` on ${system}` : "")
}

function missingColumns(widest: readonly string[]): UnreadableImport {
  const found = widest.slice(0, 20).map((name) => `“${name.slice(0, 40)}”`)
  return new UnreadableImport(
    `This table has the columns ${found.join(", ")}. It needs ${requiredColumns}. Columns are recognised by their English names, so export the table in English.`,
  )
}

function noVersions(names: readonly { name: string }[]): UnreadableImport {
  const found = names.slice(0, 5).map(({ name }) => `“${name}”`)
  return new UnreadableImport(
    `No row contains a known browser with a version. Found: ${found.join(", ")}. Export browser versions too: “Chrome” and “120” in two columns, or “Chrome 120” in one.`,
  )
}
