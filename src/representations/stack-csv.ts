import Papa from "papaparse"
import type { StackResponse } from "#resources/stack-resource"

const columns = ["id", "name", "feature", "reach", "partial", "lost", "cost"] as const

const newline = "\r\n"

/**
 * Writes the features of a stack as CSV (RFC 4180). Shares are fractions of the visits of the basis `of`. A name such as
 * `@import` gets an apostrophe, because a spreadsheet would read it as a formula.
 */
export function stackCsv(features: StackResponse["features"]): string {
  const rows = features.map((feature) => columns.map((column) => feature[column]))
  return Papa.unparse([columns, ...rows], { newline, escapeFormulae: true }) + newline
}

/** The file name of a download: `reachline-stack-DE.csv`. */
export function stackCsvFileName(audience: { id: string; browsers: string | null }): string {
  return `reachline-stack-${audience.id}${audience.browsers === null ? "" : "-narrowed"}.csv`
}
