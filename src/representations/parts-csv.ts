import Papa from "papaparse"
import type { FeatureResponse } from "#resources/feature-resource"

const columns = ["key", "name", "baseline", "since", "required", "reach", "partial", "lost"] as const

const newline = "\r\n"

/**
 * Writes the parts of a feature as CSV (RFC 4180), lowest reach first. Shares are fractions of the visits of the basis `of`.
 * Null becomes an empty field. A text that a spreadsheet would take for a formula starts with an apostrophe.
 */
export function partsCsv({ parts }: Pick<FeatureResponse, "parts">): string {
  const rows = parts.map((part) => columns.map((column) => part[column]))
  return Papa.unparse([columns, ...rows], { newline, escapeFormulae: true }) + newline
}

/** The file name of a download: `reachline-grid-DE.csv`. */
export function partsCsvName({ feature, audience }: Pick<FeatureResponse, "feature" | "audience">): string {
  const narrowed = audience.browsers === null ? "" : "-narrowed"
  return `reachline-${feature.id}-${audience.id}${narrowed}.csv`
}
