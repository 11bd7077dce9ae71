import Papa from "papaparse"
import type { FeatureItem } from "#resources/features-resource"

const columns = [
  "id",
  "name",
  "description",
  "baseline",
  "since",
  "groups",
  "reach",
  "partial",
  "lost",
  "unknown",
  "meetsTarget",
] as const

/**
 * Writes features as CSV (RFC 4180). Spaces separate the groups. Shares are fractions of the visits of the basis `of`. Null becomes an
 * empty field. A name such as `@import` gets an apostrophe, because a spreadsheet would read it as a formula.
 */
export function featuresCsv(items: readonly FeatureItem[]): string {
  const rows = items.map((item) =>
    columns.map((column) => (column === "groups" ? item.groups.join(" ") : item[column])),
  )
  return Papa.unparse([columns, ...rows], { newline, escapeFormulae: true }) + newline
}

const newline = "\r\n"

/** The file name of a download: `reachline-features-DE.csv`. */
export function csvFileName(audience: { id: string; browsers: string | null }): string {
  return `reachline-features-${audience.id}${audience.browsers === null ? "" : "-narrowed"}.csv`
}
