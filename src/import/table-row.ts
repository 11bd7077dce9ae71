import type { BrowserLabels } from "#audience/browser-name"
import type { Column } from "./columns"
import { deviceOf } from "./device-names"
import { remember } from "./remember"
import { splitCells, type Table } from "./table"
import { isAll, isAverage, isGroupTotal, isTotal } from "./totals"
import { isSpreadsheetDate, readVersionCell } from "./version-cell"
import { readPercent, readVisitCount, type VisitCount } from "./visit-count"

/** A count of a row. In a pivot table, a row can have a count for each operating system. */
export type RowCount = VisitCount & { system?: string | undefined }

export type Row = {
  browser: BrowserLabels | string
  counts: readonly RowCount[]
  /** The value in the column of segments or date ranges. */
  segment: string
  /** Whether the row counts all devices, all operating systems or all versions: `All`. */
  isOverall: boolean
  cells: readonly string[]
}

export const totalsReason = "This is a totals row."

/** Returns a row, or the reason why the line cannot be counted. */
export function readRow(line: string, table: Table): Row | string {
  const { columns, delimiter, minCells, maxCells } = table
  const parsed = splitCells(line, delimiter)
  if (!parsed) return "A quotation mark is not closed."
  const cells = joinUserAgent(parsed, columns.userAgent, maxCells)
  if (isTotalsRow(cells, table)) return totalsReason
  if (cells.length < minCells) return `The row has ${cells.length} cells, but the table needs ${minCells}.`
  if (cells.length > maxCells && cells.slice(maxCells).some((cell) => cell !== "")) {
    return `The row has ${cells.length} cells, but the table has ${maxCells} columns. Put quotes around numbers such as 1,234.`
  }
  const counts = readCounts(cells, table)
  if (typeof counts === "string") return counts
  const browser =
    columns.userAgent === undefined ? readLabels(cells, columns) : (cells[columns.userAgent] ?? "")
  if (typeof browser !== "string" && !browser.name && !browser.system && !browser.version) return totalsReason
  const isOverall = [columns.device, columns.system, columns.version].some(
    (index) => index !== undefined && index !== columns.browser && isAll(cells[index] ?? ""),
  )
  return { browser, counts, segment: cells[columns.segment ?? -1] ?? "", isOverall, cells }
}

function isTotalsRow(cells: readonly string[], { columns, labels, maxCells }: Table): boolean {
  const { browser = -1, version = -1, userAgent } = columns
  for (const index of labels) if (isTotal(cells[index] ?? "")) return true
  // Google Analytics writes “Grand total” after the last column.
  if (cells.length > maxCells && cells.slice(maxCells).some(isTotal)) return true
  const label = cells[browser] ?? ""
  const hasVersion = version !== browser && (cells[version] ?? "") !== ""
  if (userAgent !== undefined || hasVersion) return false
  return isAll(label) || isAverage(label) || labels.some((index) => isGroupTotal(cells[index] ?? ""))
}

/** Returns the counts of a row. In a table without counts, each row is one visit. */
function readCounts(
  cells: readonly string[],
  { counts, total, isPercent }: Table,
): readonly RowCount[] | string {
  if (counts.length === 0) return [{ visits: 1 }]
  const read = isPercent ? readPercent : readVisitCount
  const found: RowCount[] = []
  for (const { index, system } of counts) {
    const text = cells[index] ?? ""
    // A pivot table has empty cells for combinations without visits.
    const count = text === "" && counts.length > 1 ? { visits: 0 } : read(text)
    if (typeof count === "string") return count
    found.push(system === undefined ? count : { ...count, system })
  }
  if (counts.length > 1 && counts.every(({ index }) => !cells[index])) return "The counts are empty."
  const all = total === undefined ? undefined : read(cells[total] ?? "")
  return typeof all === "object" ? [...found, ...rest(found, all)] : found
}

/**
 * Returns the visits that are in the total, but in none of the columns of a pivot table. Their operating system is
 * unknown.
 */
function rest(found: readonly RowCount[], total: VisitCount): RowCount[] {
  const visits = total.visits - found.reduce((sum, count) => sum + count.visits, 0)
  return visits > 0 ? [{ visits, ambiguous: total.ambiguous, system: "" }] : []
}

/** Reads the cells of a row that name the browser, its version, the system and the device. */
export function readLabels(cells: readonly string[], columns: Table["columns"]): BrowserLabels {
  const cell = (column: Column) => cells[columns[column] ?? -1] ?? ""
  const [nameInVersion, bareVersion] = isSpreadsheetDate(cell("version"))
    ? ["", ""]
    : splitVersion(cell("version"))
  const label = cell("browser") || (bareVersion && nameInVersion)
  const [name, versionInName] = splitVersion(label)
  const { system, systemVersion } = readSystem(cell("system"))
  return {
    name: isAll(name) ? "" : name,
    version: readVersionCell(
      bareVersion || (cell("version") === label ? "" : cell("version")) || versionInName,
    ),
    system,
    systemVersion: readVersionCell(versionIn(cell("systemVersion"))) || systemVersion,
    device: deviceOf(cell("device")),
  }
}

/** Reads `iOS` or `iOS 17.2`. A column “platform” contains `Web`, which is not an operating system. */
export const readSystem = remember((cell) => {
  const [system] = splitVersion(cell)
  if (/^web$/i.test(system) || isAll(system)) return { system: "", systemVersion: "" }
  return { system, systemVersion: readVersionCell(versionIn(cell)) }
})

/** Joins surplus cells into the user agent, because an unquoted user agent can contain delimiters. */
function joinUserAgent(cells: string[], index: number | undefined, maxCells: number): string[] {
  let { length } = cells
  while (length > maxCells && cells[length - 1] === "") length--
  if (index === undefined || length <= maxCells) return cells
  const end = index + 1 + length - maxCells
  return [...cells.slice(0, index), cells.slice(index, end).join(", "), ...cells.slice(end, length)]
}

/**
 * Splits a label such as `Chrome 120.0` from Matomo, `Chrome v120` or `Chrome/120` into name and version. A label
 * without a number has an empty version.
 */
function splitVersion(label: string): [name: string, version: string] {
  const space = Math.max(label.lastIndexOf(" "), label.lastIndexOf("/"))
  const version = label.slice(space + 1)
  if (space <= 0 || !/^v?\d[\d.,]*$/i.test(version)) return [label, ""]
  return [label.slice(0, space).replace(/:$/, ""), version.replace(/^v/i, "")]
}

function versionIn(label: string): string {
  return splitVersion(label)[1] || label
}

export function describeLabels({ name, version = "", system }: BrowserLabels): string {
  const major = /^\d+/.exec(version)?.[0] ?? ""
  return `${name || "(not set)"} ${major}`.trim() + (system ? ` on ${system}` : "")
}
