import type { FeatureResponse } from "#resources/feature-resource"
import { csvTable, downloadName } from "./csv-table"

const columns = ["key", "name", "baseline", "since", "required", "reach", "partial", "lost"] as const

/** Writes the parts of a feature as CSV, lowest reach first. Shares are fractions of the visits of the basis `of`. */
export const partsCsv = ({ parts }: Pick<FeatureResponse, "parts">): string => csvTable(columns, parts)

export const partsCsvName = ({ feature, audience }: Pick<FeatureResponse, "feature" | "audience">): string =>
  downloadName(feature.id, audience)
