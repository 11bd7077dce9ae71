import type { Usage } from "#catalog/catalog"

/**
 * The maximum number of browser versions in an audience. The data of caniuse have several times fewer versions. The
 * maximum limits the length of pages, because pages list all versions.
 */
export const maxVersions = 2_000

export function visitsOfVersions(versions: Readonly<Record<string, number>>): number {
  return Object.values(versions).reduce((sum, visits) => sum + visits, 0)
}

export function visitsOfUsage(usage: Usage): number {
  return Object.values(usage).reduce((sum, versions) => sum + visitsOfVersions(versions), 0)
}
