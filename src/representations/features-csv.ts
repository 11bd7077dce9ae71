import type { FeatureItem } from "#resources/features-resource"
import { csvTable, downloadName } from "./csv-table"

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

/** Writes features as CSV. Spaces separate the groups. Shares are fractions of the visits of the basis `of`. */
export function featuresCsv(items: readonly FeatureItem[]): string {
  return csvTable(
    columns,
    items.map((item) => ({ ...item, groups: item.groups.join(" ") })),
  )
}

export const csvFileName = (audience: { id: string; browsers: string | null }): string =>
  downloadName("features", audience)
