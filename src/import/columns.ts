export type Column = "browser" | "version" | "system" | "systemVersion" | "device" | "userAgent" | "visits"

export type TableLayout = {
  /** The index of each column. `visits` always exists. At least one of `browser` and `userAgent` exists. */
  columns: Readonly<Partial<Record<Column, number>>>
  minCells: number
  maxCells: number
  unit: string
  isPercent: boolean
}

export const requiredColumns =
  "the columns “browser” and “browser version” (or only “user_agent”), and one of “users”, “visitors”, “sessions”, “visits”, “views”, “pageviews”, “requests” or “count”"

const withVersion = ["operatingsystemwithversion", "oswithversion"]

const aliases: Readonly<Record<Exclude<Column, "visits">, readonly string[]>> = {
  // Plausible and Matomo name the first column of every table “name” or “label”.
  browser: ["browser", "browsername", "browsers", "name", "label"],
  version: ["browserversion", "version", "browserversions"],
  system: ["operatingsystem", "os", "osname", ...withVersion, "platform"],
  systemVersion: ["osversion", "operatingsystemversion", ...withVersion],
  device: ["devicecategory", "device", "devicetype"],
  userAgent: ["useragent", "useragents", "httpuseragent", "requestuseragent", "useragentoriginal", "ua"],
}

/** Names of count columns, preferred first, because a table may have several. */
const countColumns: readonly (readonly [unit: string, aliases: readonly string[]])[] = [
  ["visits", ["visits", "nbvisits"]],
  ["sessions", ["sessions"]],
  ["visitors", ["visitors", "uniquevisitors", "nbuniqvisitors"]],
  ["users", ["users", "activeusers", "totalusers"]],
  ["page views", ["pageviews", "screenpageviews"]],
  ["views", ["views"]],
  ["requests", ["requests", "hits"]],
  ["count", ["count"]],
]

export function isUserAgentHead(line: string): boolean {
  return line.length <= 40 && aliases.userAgent.includes(normalizeColumnName(line))
}

export function isColumnName(cell: string): boolean {
  return columnNames.has(normalizeColumnName(cell))
}

const columnNames: ReadonlySet<string> = new Set([
  ...Object.values(aliases).flat(),
  ...countColumns.flatMap(([, countAliases]) => countAliases),
])

/** `Operating system`, `operating_system` and `operatingSystem` all become `operatingsystem`. */
const normalizeColumnName = (cell: string) => cell.toLowerCase().replace(/[^a-z]/g, "")

/**
 * Returns the layout of a table. Returns undefined if the head has no count, or has neither a browser nor a user agent.
 */
export function parseLayout(head: readonly string[]): TableLayout | undefined {
  const names = head.map(normalizeColumnName)
  // “Visits %” is only a fallback for “Visits”, so this line searches for “Visits” first.
  const withoutPercentages = names.map((name, index) => (head[index]?.includes("%") ? "" : name))
  const count = findCountColumn(withoutPercentages) ?? findCountColumn(names)
  const version = findColumn(aliases.version, names)
  // A version column may also contain the name, such as “Chrome 141”.
  const browser = findColumn(aliases.browser, names) ?? version
  const userAgent = findColumn(aliases.userAgent, names)
  const browserOrUserAgent = userAgent ?? browser
  if (!count || browserOrUserAgent === undefined) return undefined
  return {
    columns: {
      browser,
      userAgent,
      version,
      system: findColumn(aliases.system, names),
      systemVersion: findColumn(aliases.systemVersion, names),
      device: findColumn(aliases.device, names),
      visits: count.index,
    },
    minCells: Math.max(browserOrUserAgent, count.index) + 1,
    maxCells: head.length,
    unit: count.unit,
    isPercent: head[count.index]?.includes("%") ?? false,
  }
}

function findColumn(columnAliases: readonly string[], names: readonly string[]): number | undefined {
  const alias = columnAliases.find((name) => names.includes(name))
  return alias === undefined ? undefined : names.indexOf(alias)
}

function findCountColumn(names: readonly string[]): { unit: string; index: number } | undefined {
  for (const [unit, countAliases] of countColumns) {
    const index = findColumn(countAliases, names)
    if (index !== undefined) return { unit, index }
  }
  return undefined
}
