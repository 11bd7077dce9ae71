/**
 * The data of the pages below `/walk`, in memory. Each change raises the version of a resource, and the version
 * determines its content. So a test recognizes an old value, and a value that the server never had.
 */
import type { ListName, ListPage, Me, Resource, Versioned, WalkData } from "./walk-resources"

const rowsPerPage = 5
const lastPage = 7

type WalkState = { versions: Partial<Record<Resource, number>>; likesByVersion: number[] }

const key = Symbol.for("walk-state")
// Pages and functions are separate bundles of one process.
const holder = globalThis as unknown as { [key]?: WalkState }
holder[key] ??= { versions: {}, likesByVersion: [0, 0] }
const state: WalkState = holder[key]

const versionOf = (resource: Resource) => state.versions[resource] ?? 1

/**
 * Returns the current value of a resource.
 * @param page the index of the page, if the resource is a list
 * @param user the name of the user, if the resource is `me`
 */
export function readWalk(resource: Resource, page: number, user: string | undefined): WalkData {
  const version = versionOf(resource)
  if (resource === "counter") return { version, likes: state.likesByVersion[version] ?? 0 }
  if (resource === "me") return me(version, user)
  if (isList(resource)) return listPage(resource, page)
  return { version, text: `${resource} at ${version}` } satisfies Versioned
}

const me = (version: number, user: string | undefined): Me => ({
  version,
  user: user ?? null,
  note: user === undefined ? "Logged out" : `Secret of ${user} at ${version}`,
})

const isList = (resource: Resource): resource is ListName => ["feed", "merged", "archive"].includes(resource)

function listPage(resource: ListName, page: number): ListPage {
  const version = versionOf(resource)
  const rows = Array.from({ length: rowsPerPage }, (_, index) => ({
    id: page * rowsPerPage + index,
    version,
  }))
  return { rows, next: page < lastPage ? page + 1 : null }
}

/**
 * Changes a resource and returns its new version.
 * @param likes the number of likes that this change adds to the counter
 */
export function changeWalk(resource: Resource, likes: number): number {
  const version = versionOf(resource) + 1
  state.versions[resource] = version
  if (resource === "counter") state.likesByVersion[version] = (state.likesByVersion[version - 1] ?? 0) + likes
  return version
}

/** Returns the user whose name is in the cookies. */
export const userOf = (cookies: string | null): string | undefined =>
  /(?:^|; )walk-user=(\w+)/.exec(cookies ?? "")?.[1]

export const walkSnapshot = (): WalkState => state
