import {
  type CountKind,
  countKindOf,
  countKinds,
  type Dimension,
  dimensionOf,
  isPercentName,
  normalizeName,
} from "./column-names"
import { isSystemName } from "./device-names"
import { isAll, isTotal } from "./totals"
import { isPerVisitName } from "./visit-rows"

export type Column = Exclude<Dimension, "systemWithVersion">

/** A column with counts. In a pivot table, its label can be the operating system of the counted visits. */
export type CountColumn = { index: number; system?: string }

export type TableLayout = {
  /** The index of each column. At least one of `browser` and `userAgent` exists. */
  columns: Readonly<Partial<Record<Column, number>>>
  /** The columns in which a row of totals can have its name, such as “Total”. */
  labels: readonly number[]
  /** The columns whose counts are added. If the list is empty, each row is one visit. */
  counts: readonly CountColumn[]
  /** The column of totals in a pivot table that has one column of counts for each operating system. */
  total?: number
  /** Whether several columns of counts have no labels. The last of these columns may then contain the totals. */
  hasUnlabelledCounts: boolean
  minCells: number
  maxCells: number
  unit: string
  isPercent: boolean
  /** The names of the columns that do not affect the result, with their indexes. */
  ignored: readonly { name: string; index?: number }[]
}

export const requiredColumns =
  "the columns “browser” and “browser version” (or only “user_agent”), and a count such as “visits”, “sessions”, “users”, “views” or “count”"

/** Whether a line is the heading of a list of user agents. The heading of the counts may come before it. */
export function isUserAgentHead(line: string): boolean {
  if (line.length > 40) return false
  if (dimensionOf(line) === "userAgent" && countKindOf(line) === undefined) return true
  const [count = "", ...rest] = line.trim().split(/[\s,;|]+/)
  return countKindOf(count) !== undefined && dimensionOf(rest.join(" ")) === "userAgent"
}

/**
 * Returns the layout of a table. Returns undefined if the head has neither a column of browsers nor a column of user
 * agents. Also returns undefined if the head has no column of counts and no column that describes a single visit, such
 * as a time or an address.
 * @param labels the row above the head. In a pivot table, it has a label for each count
 */
export function parseLayout(
  head: readonly string[],
  labels: readonly string[] = [],
): TableLayout | undefined {
  const columns = findColumns(head)
  const browserOrUserAgent = columns.userAgent ?? columns.browser
  if (browserOrUserAgent === undefined) return undefined
  const used = new Set(Object.values(columns))
  const counts = findCounts(head, used, labels)
  if (!counts && !hasVisitRows(head, columns)) return undefined
  const indexes = counts?.counts.map(({ index }) => index) ?? []
  const repeated = new Set(indexes.map((index) => head[index]))
  for (const index of [...indexes, ...(counts?.total === undefined ? [] : [counts.total])]) used.add(index)
  return {
    columns,
    labels: labelIndexes(columns, indexes),
    counts: counts?.counts ?? [],
    total: counts?.total,
    hasUnlabelledCounts: counts?.hasUnlabelledCounts ?? false,
    minCells: Math.max(browserOrUserAgent, ...indexes) + 1,
    maxCells: head.length,
    unit: counts?.unit ?? "rows",
    isPercent: counts?.unit === "percent",
    ignored: [
      ...head.flatMap((name, index) =>
        name === "" || used.has(index) || repeated.has(name) ? [] : [{ name, index }],
      ),
      ...(counts?.ignoredLabel ? [{ name: counts.ignoredLabel }] : []),
    ],
  }
}

/**
 * Returns the columns in which a row of totals can have its name. These include the first column, because pivot tables
 * write the name there.
 */
function labelIndexes(
  { browser, version, system, device, userAgent }: Partial<Record<Column, number>>,
  counts: readonly number[],
): number[] {
  const indexes = [0, browser, version, system, device, userAgent].filter((index) => index !== undefined)
  return [...new Set(indexes)].filter((index) => !counts.includes(index))
}

/** If several columns have the same dimension, takes the column whose name is the most common for it. */
function findColumns(head: readonly string[]): Partial<Record<Column, number>> {
  const found = new Map<Dimension, number>()
  head.forEach((name, index) => {
    const dimension = dimensionOf(name)
    const current = dimension && found.get(dimension)
    if (dimension && (current === undefined || priority(name) < priority(head[current] ?? ""))) {
      found.set(dimension, index)
    }
  })
  const withVersion = found.get("systemWithVersion")
  const version = found.get("version")
  return {
    // A version column may also contain the name, such as “Chrome 141”.
    browser: found.get("browser") ?? version,
    userAgent: found.get("userAgent"),
    version,
    system: found.get("system") ?? withVersion,
    systemVersion: found.get("systemVersion") ?? withVersion,
    device: found.get("device"),
    segment: found.get("segment"),
  }
}

/**
 * Returns 1 for names that can also have another meaning, and 0 for all other names. The lowest number is preferred.
 * Other meanings: `name` of a page, `platform` of an app (Web, iOS, Android), `version` of an app.
 */
function priority(name: string): number {
  const normalized = normalizeName(name)
  if (["platform", "name", "label", "device", "version", "system"].includes(normalized)) return 1
  return 0
}

type Counts = Pick<TableLayout, "counts" | "total" | "hasUnlabelledCounts" | "unit"> & {
  /** The dimension of the labels of a pivot table, if it has no effect on the result. */
  ignoredLabel?: string
}

function findCounts(
  head: readonly string[],
  used: ReadonlySet<number>,
  labels: readonly string[],
): Counts | undefined {
  const candidates = head.flatMap((name, index) => (used.has(index) ? [] : [{ name, index }]))
  const isLog = head.some(isPerVisitName)
  for (const kind of countKinds) {
    const found = candidates.filter(({ name }) => !isPercentName(name) && countKindOf(name) === kind)
    // In a log, a column of requests does not count visits, but for example the hits of a cache or the requests of a
    // connection.
    if (found.length > 0 && !(kind === "requests" && isLog)) return countsOf(sameName(found), labels, kind)
  }
  const total = candidates.find(({ name }) => isTotal(name))
  if (total) return { counts: [{ index: total.index }], hasUnlabelledCounts: false, unit: "count" }
  const percent = isLog ? undefined : candidates.find(({ name }) => isPercentName(name))
  return percent && { counts: [{ index: percent.index }], hasUnlabelledCounts: false, unit: "percent" }
}

type NamedColumn = { name: string; index: number }

/**
 * Returns the columns that have the same name as the first column. Columns of the same kind with other names count the
 * same visits again: `Active users`, `Total users`.
 */
function sameName(found: readonly NamedColumn[]): readonly NamedColumn[] {
  const name = normalizeName(found[0]?.name ?? "")
  return found.filter((column) => normalizeName(column.name) === name)
}

/** In a pivot table, the row above the head contains the name of a dimension, then its value for each count. */
function countsOf(found: readonly NamedColumn[], labels: readonly string[], kind: CountKind): Counts {
  const unit = kind
  const all = found.map(({ index }) => ({ index }))
  if (found.length < 2) return { counts: all, hasUnlabelledCounts: false, unit }
  const labelled = found.map(({ index }) => ({ index, label: labels[index] ?? "" }))
  const isWhole = (label: string) => isTotal(label) || isAll(label)
  const parts = labelled.filter(({ label }) => !isWhole(label))
  const total = labelled.find(({ label }) => isWhole(label))?.index
  const name = labels.slice(0, found[0]?.index).find((label) => label !== "") ?? ""
  const areSystems = parts.length > 1 && parts.every(({ label }) => isSystemName(label))
  const dimension = dimensionOf(name) ?? (areSystems ? "system" : undefined)
  const isSystem = dimension === "system" || dimension === "systemWithVersion"
  if (isSystem && parts.length > 0) {
    return {
      counts: parts.map(({ index, label }) => ({ index, system: label })),
      total,
      hasUnlabelledCounts: false,
      unit,
    }
  }
  // Segments and date ranges overlap, so their counts must not be added.
  if (dimension === "segment") {
    const counts = total === undefined ? parts.slice(0, 1) : [{ index: total }]
    return { counts, hasUnlabelledCounts: false, unit, ignoredLabel: name }
  }
  // The row above the head may also belong to another table. Then it contains numbers and no labels.
  const hasLabels = parts.some(({ label }) => /\p{L}/u.test(label))
  return {
    counts: total === undefined ? all : [{ index: total }],
    hasUnlabelledCounts: !hasLabels && total === undefined,
    unit,
    ignoredLabel: name,
  }
}

function hasVisitRows(head: readonly string[], { userAgent }: Partial<Record<Column, number>>): boolean {
  return head.length > 1 && (userAgent !== undefined || head.some(isPerVisitName))
}
