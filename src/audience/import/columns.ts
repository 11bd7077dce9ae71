export type Column = "browser" | "version" | "system" | "systemVersion" | "device" | "userAgent" | "visits"

export interface Columns {
  /** Of those that there are; `visits` always, and `browser` or `userAgent`. */
  places: Readonly<Partial<Record<Column, number>>>
  /** How many cells a row has to have. */
  width: number
  /** How many cells the head has, and a row at most. */
  headWidth: number
  /** What its count counts: `visits`, `users`. */
  unit: string
  isPercent: boolean
}

export const neededColumns =
  "the columns browser, browser version (or user_agent alone) and one of users, visitors, sessions, visits, views, pageviews, requests or count; operating system, its version and device category make it more exact"

const withVersion = ["operatingsystemwithversion", "oswithversion"]

/** Names without spaces and signs, in lower case: `Operating system`, `operating_system` and `operatingSystem` are one. */
const names: Readonly<Record<Exclude<Column, "visits">, readonly string[]>> = {
  // Plausible and Matomo call the first column of every table so.
  browser: ["browser", "browsername", "browsers", "name", "label"],
  version: ["browserversion", "version", "browserversions"],
  system: ["operatingsystem", "os", "osname", ...withVersion, "platform"],
  systemVersion: ["osversion", "operatingsystemversion", ...withVersion],
  device: ["devicecategory", "device", "devicetype"],
  userAgent: ["useragent", "useragents", "httpuseragent", "requestuseragent", "useragentoriginal", "ua"],
}

/** What is counted, the most apt for an audience first: a table may have several. */
const counts: readonly (readonly [unit: string, names: readonly string[]])[] = [
  ["visits", ["visits", "nbvisits"]],
  ["sessions", ["sessions"]],
  ["visitors", ["visitors", "uniquevisitors", "nbuniqvisitors"]],
  ["users", ["users", "activeusers", "totalusers"]],
  ["page views", ["pageviews", "screenpageviews"]],
  ["views", ["views"]],
  ["requests", ["requests", "hits"]],
  ["count", ["count"]],
]

/** Whether a line is the head of a column of user agents that stands alone. */
export function isUserAgentHead(line: string): boolean {
  return line.length <= 40 && names.userAgent.includes(nameOf(line))
}

export function isColumnName(cell: string): boolean {
  return columnNames.has(nameOf(cell))
}

const columnNames: ReadonlySet<string> = new Set([
  ...Object.values(names).flat(),
  ...counts.flatMap(([, aliases]) => aliases),
])

const nameOf = (cell: string) => cell.toLowerCase().replace(/[^a-z]/g, "")

/** What the head of a table names; undefined where it names no browser or no count. */
export function columnsOf(head: readonly string[]): Columns | undefined {
  const found = head.map(nameOf)
  const place = (aliases: readonly string[]) => placeOf(aliases, found)
  // “Visits %” counts only where there are no visits.
  const count = countIn(head.map((cell) => (cell.includes("%") ? "" : nameOf(cell)))) ?? countIn(found)
  // “Chrome 141” in the column of versions names the browser too.
  const browser = place(names.browser) ?? place(names.version)
  const userAgent = place(names.userAgent)
  const named = userAgent ?? browser
  if (!count || named === undefined) return undefined
  const places = {
    browser,
    userAgent,
    version: place(names.version),
    system: place(names.system),
    systemVersion: place(names.systemVersion),
    device: place(names.device),
    visits: count.place,
  }
  return {
    places,
    width: Math.max(named, count.place) + 1,
    headWidth: head.length,
    unit: count.unit,
    isPercent: head[count.place]?.includes("%") ?? false,
  }
}

function placeOf(aliases: readonly string[], found: readonly string[]): number | undefined {
  const alias = aliases.find((name) => found.includes(name))
  return alias === undefined ? undefined : found.indexOf(alias)
}

function countIn(found: readonly string[]): { unit: string; place: number } | undefined {
  for (const [unit, aliases] of counts) {
    const place = placeOf(aliases, found)
    if (place !== undefined) return { unit, place }
  }
  return undefined
}
