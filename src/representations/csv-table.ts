import Papa from "papaparse"

const newline = "\r\n"

/**
 * Writes rows as CSV (RFC 4180) with a header. Null becomes an empty field. A text such as `@import` gets an apostrophe,
 * because a spreadsheet would read it as a formula.
 */
export function csvTable<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, unknown>>[],
): string {
  const fields = rows.map((row) => columns.map((column) => row[column]))
  return Papa.unparse([columns, ...fields] as unknown[][], { newline, escapeFormulae: true }) + newline
}

/** The file name of a download: `reachline-features-DE.csv`. */
export function downloadName(subject: string, audience: { id: string; browsers: string | null }): string {
  return `reachline-${subject}-${audience.id}${audience.browsers === null ? "" : "-narrowed"}.csv`
}
