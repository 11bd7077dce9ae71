/** A column that is read. */
export type Column = "browser" | "version" | "system" | "systemVersion" | "device" | "visits"

export interface Columns {
  /** Of those that there are; `browser` and `visits` always. */
  places: Readonly<Partial<Record<Column, number>>>
  /** How many cells a row has to have. */
  width: number
  /** How many cells the head has, and a row at most. */
  headWidth: number
  /** What its count counts: `visits`, `users`. */
  unit: string
}

export const neededColumns =
  "the columns browser, browser version and one of users, visitors, sessions, visits, views, pageviews or count; operating system, its version and device category make it more exact"

/** Names without spaces and signs, in lower case: `Operating system`, `operating_system` and `operatingSystem` are one. */
const names: Readonly<Record<Exclude<Column, "visits">, readonly string[]>> = {
  // Plausible and Matomo call the first column of every table so.
  browser: ["browser", "browsername", "browsers", "name", "label"],
  version: ["browserversion", "version", "browserversions"],
  system: ["operatingsystem", "os", "osname", "operatingsystemwithversion", "oswithversion", "platform"],
  systemVersion: ["osversion", "operatingsystemversion"],
  device: ["devicecategory", "device", "devicetype"],
}

/** What is counted, the most apt for an audience first: a table may have several. */
const counts: readonly (readonly [unit: string, names: readonly string[]])[] = [
  ["visits", ["visits", "nbvisits"]],
  ["sessions", ["sessions"]],
  ["visitors", ["visitors", "uniquevisitors", "nbuniqvisitors"]],
  ["users", ["users", "activeusers", "totalusers"]],
  ["page views", ["pageviews", "screenpageviews"]],
  ["views", ["views"]],
  ["count", ["count"]],
]

/** What the head of a table names; undefined where it names no browser or no count. */
export function columnsOf(head: readonly string[]): Columns | undefined {
  const found = head.map((cell) => cell.toLowerCase().replace(/[^a-z]/g, ""))
  const place = (aliases: readonly string[]) => {
    const alias = aliases.find((name) => found.includes(name))
    return alias === undefined ? undefined : found.indexOf(alias)
  }
  const count = counts.find(([, aliases]) => place(aliases) !== undefined)
  const browser = place(names.browser)
  if (!count || browser === undefined) return undefined
  const places = {
    browser,
    version: place(names.version),
    system: place(names.system),
    systemVersion: place(names.systemVersion),
    device: place(names.device),
    visits: place(count[1]) as number,
  }
  return { places, width: Math.max(browser, places.visits) + 1, headWidth: head.length, unit: count[0] }
}
