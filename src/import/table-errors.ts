import { countKindOf, dimensionOf, isPercentName } from "./column-names"
import { requiredColumns } from "./columns"
import { UnreadableImport } from "./unreadable-import"

const maxColumns = 20
const maxNameLength = 40

/**
 * The error for a table whose columns are not understood. It lists the columns of the table and the columns that are
 * missing.
 */
export function missingColumns(head: readonly string[]): UnreadableImport {
  const names = head.filter((name) => name !== "")
  const found = names.slice(0, maxColumns).map((name) => `“${name.slice(0, maxNameLength)}”`)
  const dimensions = names.map(dimensionOf)
  const hasBrowser = ["browser", "version", "userAgent"].some((name) =>
    dimensions.some((found) => found === name),
  )
  const hasCount = names.some((name) => countKindOf(name) !== undefined || isPercentName(name))
  return new UnreadableImport(
    `This table has the columns ${found.join(", ")}. It needs ${requiredColumns}. ${advice(hasBrowser, hasCount)}`,
  )
}

function advice(hasBrowser: boolean, hasCount: boolean): string {
  if (hasBrowser && !hasCount) {
    return "No column is understood as a count. Rename the column with the counts to “visits”."
  }
  if (hasCount && !hasBrowser) {
    return "No column is understood as the browser. Rename the columns to “browser” and “browser version”."
  }
  return "Rename the columns, or export a report of browser versions."
}

/** The error for a table of browsers without versions. */
export function noVersions(names: readonly { name: string }[]): UnreadableImport {
  const found = names.slice(0, 5).map(({ name }) => `“${name}”`)
  return new UnreadableImport(
    `No row contains a known browser with a version. Found: ${found.join(", ")}. Export browser versions too: “Chrome” and “120” in two columns, or “Chrome 120” in one.`,
  )
}
