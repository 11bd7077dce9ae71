import type { Usage } from "../catalog/catalog"

/** How many versions of browsers an audience has at most: several times what caniuse lists. Pages list them all. */
export const mostVersions = 2_000

/** The visits of a browser's versions together. */
export function visitsOfVersions(versions: Readonly<Record<string, number>>): number {
  return Object.values(versions).reduce((sum, visits) => sum + visits, 0)
}

/** All visits that usage holds, on its own scale. */
export function visitsOfUsage(usage: Usage): number {
  return Object.values(usage).reduce((sum, versions) => sum + visitsOfVersions(versions), 0)
}
