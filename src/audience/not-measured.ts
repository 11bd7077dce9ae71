import { toBrowserId } from "#catalog/browsers"
import type { CatalogIndex } from "#catalog/load"
import type { CountedVisits } from "./audience"
import { parseCaniuseVersion } from "./browser-version"
import { selectVersions } from "./browserslist"
import { unmappedBrowsers } from "./unmapped-browsers"
import { visitsOfUsage } from "./usage"

/** Versions of a browser without support data. */
export type NotMeasured = {
  /** The id in caniuse. */
  id: string
  name: string
  /** In the notation of caniuse, such as `3.0-3.1`. */
  versions: readonly string[]
  /** Fraction of all visits of the audience, including the visits that the browserslist query leaves out. */
  share: number
}

/**
 * Returns the versions without support data that a browserslist query selects, such as Opera Mini in `defaults`. The
 * largest share is first. A version without visits is included, because the query names it.
 * @param visits the visits of the whole audience
 * @throws InvalidAudience if the query is invalid
 */
export function notMeasuredVersions(
  query: string,
  { usage, unknown }: CountedVisits,
  catalog: CatalogIndex,
): NotMeasured[] {
  const total = visitsOfUsage(usage) + unknown
  const byBrowser = new Map<string, { versions: string[]; visits: number }>()
  for (const selected of selectVersions(query)) {
    const [id = "", version = ""] = selected.split(" ")
    if (isMeasured(id, version, catalog)) continue
    const entry = byBrowser.get(id) ?? { versions: [], visits: 0 }
    entry.versions.unshift(version)
    entry.visits += usage[id]?.[version] ?? 0
    byBrowser.set(id, entry)
  }
  return [...byBrowser]
    .map(([id, { versions, visits }]) => ({
      id,
      name: nameOf(id, catalog),
      versions,
      share: total > 0 ? visits / total : 0,
    }))
    .sort((a, b) => b.share - a.share)
}

/** A browser that counts as unknown, with its fraction of all visits. */
export type UnknownBrowser = Pick<NotMeasured, "id" | "name" | "share">

/** Returns the visits whose browser or version has no support data, by browser. The largest share is first. */
export function unknownBrowsers({ usage, unknown }: CountedVisits, catalog: CatalogIndex): UnknownBrowser[] {
  const total = visitsOfUsage(usage) + unknown
  return Object.entries(usage)
    .map(([id, versions]) => {
      const visits = Object.entries(versions).reduce(
        (sum, [version, count]) => (isMeasured(id, version, catalog) ? sum : sum + count),
        0,
      )
      return { id, name: nameOf(id, catalog), share: total > 0 ? visits / total : 0 }
    })
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
}

function isMeasured(id: string, range: string, catalog: CatalogIndex): boolean {
  const browser = toBrowserId(id)
  const version = browser && parseCaniuseVersion(browser, range)?.version
  return version !== undefined && browser !== undefined && catalog.rank(browser, version) !== undefined
}

function nameOf(id: string, catalog: CatalogIndex): string {
  const browser = toBrowserId(id)
  return browser ? catalog.browser(browser).name : (unmappedBrowsers.get(id) ?? id)
}
