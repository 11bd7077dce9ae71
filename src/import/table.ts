import Papa from "papaparse"
import { maxUserAgentLength } from "#audience/user-agent"
import { isColumnName, parseLayout, type TableLayout } from "./columns"

export type Table = TableLayout & {
  delimiter: string
  head: string
}

/** The maximum length in characters. Papa Parse needs more than linear time for a line of quotation marks. */
export const maxRowLength = 10_000

const maxCellLength = maxUserAgentLength
const delimiters = ["\t", ";", ","]

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
  const delimiter = line.length <= maxRowLength ? detectDelimiter(line) : undefined
  const layout = delimiter && parseLayout(splitCells(line, delimiter) ?? [])
  return layout ? { ...layout, delimiter, head: line.trim() } : undefined
}

/** Whether a row without a valid count is the head of another table: one of its cells is a column name. */
export function isOtherHead({ delimiter, columns }: Table, line: string): boolean {
  const cells = splitCells(line, delimiter) ?? []
  const { browser, version, userAgent, visits } = columns
  return [browser, version, userAgent, visits].some((index) => isColumnName(cells[index ?? -1] ?? ""))
}

/** Returns a list with the row as its only item, or an empty list if the line has only one cell. */
export function splitRow(line: string): [string[]] | [] {
  const delimiter = line.length <= maxRowLength ? detectDelimiter(line) : undefined
  const cells = delimiter && splitCells(line, delimiter)
  return cells ? [cells] : []
}

/** Returns the trimmed cells, or `undefined` if a quotation mark is not closed. */
export function splitCells(line: string, delimiter: string): string[] | undefined {
  const { data, errors } = Papa.parse<string[]>(line.replace(/\r$/, ""), { delimiter, newline: "\n" })
  return errors.length === 0 ? data[0]?.map((cell) => cell.trim().slice(0, maxCellLength)) : undefined
}
