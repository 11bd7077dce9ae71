/** Checks each text that a tab showed: a query may show only certain versions of the server's data. */
import type { Resource } from "../../fixture-site/src/walk/walk-resources"
import { isCached, isList, type ListName, type User } from "./action"
import type { Shown } from "./tab-state"
import { type ServerState, versionIn } from "./walk-server"

type Row = { id: number; version: number }
export type ShownValue = {
  version: number
  text?: string
  likes?: number
  isOptimistic?: true
  user?: string | null
  note?: string
  rows?: Row[]
}

export type Report = (invariant: string, detail: string) => void

export const parseShown = (text: string | undefined): ShownValue | undefined =>
  text?.startsWith("{") ? JSON.parse(text) : undefined

/** The oldest versions and the shortest lists that the tab may show. */
export class ShownData {
  /** The minimum version that the tab must show from now on, by resource or by row. */
  readonly #floors = new Map<string, number>()
  /** The largest number of rows that the tab showed. */
  readonly #rowCounts = new Map<Resource, number>()

  /** From now on, a resource or each of its rows has at least this version. */
  raise(resource: Resource, version: number): void {
    this.#floors.set(resource, Math.max(version, this.floorOf(resource)))
  }

  floorOf(name: string): number {
    return this.#floors.get(name) ?? 0
  }

  /**
   * The cache has removed a query. A list begins with its first page again, and the next response to a cached query may
   * be an old one.
   */
  forget(resource: Resource): void {
    this.#rowCounts.delete(resource)
    if (isCached(resource)) this.#floors.delete(resource)
  }

  check({ queries }: Shown, server: ServerState, user: User | undefined, report: Report): void {
    for (const [name, text] of Object.entries(queries)) {
      const resource = name as Resource
      if (text === "Failed") report("no query fails", resource)
      const value = parseShown(text)
      if (!value) continue
      if (isList(resource)) this.#checkRows(resource, value.rows ?? [], report)
      else {
        this.#checkVersion(resource, value.version, report)
        checkContent(resource, value, server, user, report)
      }
    }
  }

  #checkVersion(name: string, version: number, report: Report): void {
    const floor = this.floorOf(name)
    if (version < floor)
      report("no value older than one shown or saved before", `${name}: ${version}, after ${floor}`)
    this.#floors.set(name, version)
  }

  #checkRows(list: ListName, rows: readonly Row[], report: Report): void {
    const count = this.#rowCounts.get(list) ?? 0
    if (rows.length < count) report("lists lose no rows", `${list}: ${rows.length} rows, after ${count}`)
    this.#rowCounts.set(list, rows.length)
    const hole = rows.find(({ id }, index) => id !== (rows[0]?.id ?? 0) + index)
    if (hole)
      report("lists have no holes", `${list}: row ${hole.id} follows a row that is not the one before`)
    // A cache may return the pages of the archive in any of its versions.
    if (list === "archive") return
    const floor = this.floorOf(list)
    for (const { id, version } of rows) {
      const name = `${list} row ${id}`
      this.#floors.set(name, Math.max(floor, this.floorOf(name)))
      this.#checkVersion(name, version, report)
    }
  }
}

/** Each version of a resource has one content. Any other content is a mixture of two versions, which is an error. */
function checkContent(
  resource: Resource,
  value: ShownValue,
  server: ServerState,
  user: User | undefined,
  report: Report,
): void {
  const { version, text, likes, isOptimistic, note } = value
  if (version > versionIn(server, resource))
    report("each value is one of the server's", `${resource}: ${version}`)
  if (resource === "counter") {
    const expected = server.likesByVersion[version]
    if (!isOptimistic && likes !== expected)
      report("each value is one of the server's", `counter at ${version}: ${likes} likes, not ${expected}`)
  } else if (resource === "me") {
    const expected = user === undefined ? "Logged out" : `Secret of ${user} at ${version}`
    if (note !== expected) report("only the user's own data", `me: “${note}” instead of “${expected}”`)
  } else if (text !== `${resource} at ${version}`)
    report("each value is one of the server's", `${resource} at ${version}: ${text}`)
}
