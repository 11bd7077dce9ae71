import type { FeatureItem } from "./features"

const columns = [
  "id",
  "name",
  "description",
  "baseline",
  "since",
  "groups",
  "reach",
  "lost",
  "unknown",
] as const

/**
 * Features as CSV (RFC 4180): a header line, lines that end with CRLF, quotes where a field needs them. Groups are
 * separated by spaces, shares are fractions of all visits, and what is not there is empty.
 */
export function featuresCsv(items: readonly FeatureItem[]): string {
  const lines = items.map((item) => columns.map((column) => toField(item[column])).join(","))
  return [columns.join(","), ...lines, ""].join("\r\n")
}

function toField(value: string | number | readonly string[] | null): string {
  const text = value === null ? "" : Array.isArray(value) ? value.join(" ") : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What a download is called, by its audience: `reachline-features-DE.csv`. */
export function csvFileName(audience: { id: string; browsers: string | null }): string {
  return `reachline-features-${audience.id}${audience.browsers === null ? "" : "-narrowed"}.csv`
}
