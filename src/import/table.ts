import Papa from "papaparse"
import { maxUserAgentLength } from "#audience/user-agent"
import { isColumnName } from "./column-names"
import { parseLayout, type TableLayout } from "./columns"
import { TableRecords } from "./table-records"
import { isTotal } from "./totals"

export type Table = TableLayout & {
  delimiter: string
  head: string
}

/** The maximum length in characters. Papa Parse needs more than linear time for a line of quotation marks. */
export const maxRowLength = 10_000

const maxCellLength = maxUserAgentLength
const delimiters = ["\t", ";", ",", "|"]

export function isComment(line: string): boolean {
  return line.trimStart().startsWith("#")
}

function detectDelimiter(line: string): string | undefined {
  const counts = delimiters.map((delimiter) => line.split(delimiter).length)
  const max = Math.max(...counts)
  return max > 1 ? delimiters[counts.indexOf(max)] : undefined
}

/** Returns the table that starts with this line, or `undefined` if the line is not a head with the required columns. */
export function parseHead(line: string): Table | undefined {
  return parsePivotHead(line, "")
}

/** Like `parseHead`, but also uses the line above, which contains labels if the table is a pivot table. */
export function parsePivotHead(line: string, above: string): Table | undefined {
  const delimiter = line.length <= maxRowLength ? detectDelimiter(line) : undefined
  if (delimiter === undefined) return undefined
  const labels = above.length <= maxRowLength ? splitCells(above, delimiter) : undefined
  const layout = parseLayout(splitCells(line, delimiter) ?? [], labels)
  return layout && { ...layout, delimiter, head: line.trim() }
}

/** Whether a row without a valid count is the head of another table: one of its cells is a column name. */
export function isOtherHead({ delimiter, columns, counts }: Table, line: string): boolean {
  const cells = splitCells(line, delimiter) ?? []
  const { browser, version, userAgent } = columns
  const indexes = [browser, version, userAgent, ...counts.map(({ index }) => index)]
  return indexes.some((index) => {
    const cell = cells[index ?? -1] ?? ""
    return isColumnName(cell) && !isTotal(cell)
  })
}

/** Returns a list with the row as its only item, or an empty list if the line has only one cell. */
export function splitRow(line: string): [string[]] | [] {
  const delimiter = line.length <= maxRowLength ? detectDelimiter(line) : undefined
  const cells = delimiter && splitCells(line, delimiter)
  return cells ? [cells] : []
}

/** Joins lines whose quoted cells contain line breaks. */
export function joinRecords(lines: readonly string[]): string[] {
  const records = new TableRecords(maxRowLength)
  const joined = [...lines.flatMap((line, index) => records.add(line, index)), ...records.end()]
  return joined.map(({ text }) => text)
}

/** Returns the trimmed cells, or `undefined` if a quotation mark is not closed. A line break becomes a space. */
export function splitCells(line: string, delimiter: string): string[] | undefined {
  const text = line.endsWith("\r") ? line.slice(0, -1) : line
  const cells = text.includes('"') ? parseQuoted(text, delimiter) : text.split(delimiter)
  return cells?.map((cell) => cell.trim().slice(0, maxCellLength))
}

function parseQuoted(text: string, delimiter: string): string[] | undefined {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: "\n" })
  if (errors.length > 0) return undefined
  return text.includes("\n") ? data[0]?.map(joinLines) : data[0]
}

function joinLines(cell: string): string {
  const lines = cell.split("\n").map((line) => line.trim())
  return lines.filter(Boolean).join(" ")
}
