import type { StackResponse } from "#resources/stack-resource"
import { csvTable, downloadName } from "./csv-table"

const columns = ["id", "name", "feature", "reach", "partial", "lost", "cost"] as const

/** Writes the features of a stack as CSV. Shares are fractions of the visits of the basis `of`. */
export const stackCsv = (features: StackResponse["features"]): string => csvTable(columns, features)

export const stackCsvFileName = (audience: { id: string; browsers: string | null }): string =>
  downloadName("stack", audience)
