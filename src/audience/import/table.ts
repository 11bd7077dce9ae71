import Papa from "papaparse"
import { maxUserAgentLength } from "../user-agent"
import { type Columns, columnsOf, isColumnName } from "./columns"

export interface Table extends Columns {
  delimiter: string
  head: string
}

/** In characters. The parser takes more than twice as long for a line of quotes that is twice as long. */
export const longestRow = 10_000

/** User agents are the longest that is read. */
const longestCell = maxUserAgentLength
const delimiters = ["\t", ";", ","]

export function isComment(line: string): boolean {
  return line.trimStart().startsWith("#")
}

/** What separates the cells of a line, undefined where it has but one. */
function delimiterOf(line: string): string | undefined {
  const counts = delimiters.map((delimiter) => line.split(delimiter).length)
  const most = Math.max(...counts)
  return most > 1 ? delimiters[counts.indexOf(most)] : undefined
}

export function tableUnder(line: string): Table | undefined {
  const delimiter = line.length <= longestRow ? delimiterOf(line) : undefined
  const columns = delimiter && columnsOf(cellsOf(line, delimiter) ?? [])
  return columns ? { ...columns, delimiter, head: line.trim() } : undefined
}

/** Whether a row that has no count is the head of another table, which has a column's name in the place of a cell. */
export function isHeadUnder({ delimiter, places }: Table, line: string): boolean {
  const cells = cellsOf(line, delimiter) ?? []
  const { browser, version, userAgent, visits } = places
  return [browser, version, userAgent, visits].some((place) => isColumnName(cells[place ?? -1] ?? ""))
}

/** The cells of a line, in a list of one; an empty list where it has but one. */
export function splitRow(line: string): [string[]] | [] {
  const delimiter = line.length <= longestRow ? delimiterOf(line) : undefined
  const cells = delimiter && cellsOf(line, delimiter)
  return cells ? [cells] : []
}

/** Undefined where a quote stays open. */
export function cellsOf(line: string, delimiter: string): string[] | undefined {
  const { data, errors } = Papa.parse<string[]>(line.replace(/\r$/, ""), { delimiter, newline: "\n" })
  return errors.length === 0 ? data[0]?.map((cell) => cell.trim().slice(0, longestCell)) : undefined
}
