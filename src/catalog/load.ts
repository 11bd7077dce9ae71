// biome-ignore lint/style/useNodejsImportProtocol: Gatsby's page engine imports Node's modules by bare names only
import { readFileSync } from "fs"
// biome-ignore lint/style/useNodejsImportProtocol: Gatsby's page engine imports Node's modules by bare names only
import path from "path"
import { processSingleton } from "../runtime/process-singleton"
import { type BrowserId, coreBrowsers, downstreamBrowsers, engineOf } from "./browsers"
import type { Browser, Catalog, Feature, PartStatus, Release } from "./catalog"
import { compareVersions, countUpTo } from "./version"

export const catalogFile = path.join(".cache", "catalog.json")

export type CatalogIndex = Catalog & {
  feature(id: string): Feature | undefined
  browser(id: BrowserId): Browser
  /** Returns the part with this compat key, and its feature. */
  part(key: string): { feature: Feature; status: PartStatus } | undefined
  /**
   * Returns how many of the engine's `supportVersions` are not newer than the engine version of this browser version.
   * Returns undefined if the engine version is unknown. The browser version supports each feature whose index in
   * `Feature.support` is lower than the returned number.
   */
  rank(browser: BrowserId, version: string): number | undefined
}

/** Returns the catalogue of the build, read once per process. @throws Error if the site has not been built */
export function loadCatalog(): CatalogIndex {
  return processSingleton("catalog", () => {
    const file = path.resolve(catalogFile)
    try {
      return indexCatalog(JSON.parse(readFileSync(file, "utf8")))
    } catch (cause) {
      throw new Error(
        `Cannot read the catalogue at ${file}. Run \`gatsby build\` in the site's root first.`,
        {
          cause,
        },
      )
    }
  })
}

export function indexCatalog(catalog: Catalog): CatalogIndex {
  const features = new Map(catalog.features.map((feature) => [feature.id, feature]))
  const browsers = new Map(catalog.browsers.map((browser) => [browser.id, browser]))
  const ranks = new Map<string, number | undefined>()
  const browser = (id: BrowserId) => browsers.get(id) as Browser

  let parts: ReturnType<typeof indexParts> | undefined
  const findRank = (id: BrowserId, version: string) => {
    const engineVersion = id in downstreamBrowsers ? newestUpTo(browser(id), version)?.engineVersion : version
    if (engineVersion === undefined) return undefined
    return countUpTo(catalog.supportVersions[coreBrowsers.indexOf(engineOf(id))] ?? [], engineVersion)
  }
  return {
    ...catalog,
    feature: (id) => features.get(id),
    browser,
    part(key) {
      parts ??= indexParts(catalog)
      return parts.get(key)
    },
    rank(id, version) {
      const key = `${id} ${version}`
      if (ranks.has(key)) return ranks.get(key)
      const rank = findRank(id, version)
      // The limit bounds memory, because visitors can send any number of different versions. The data contain far fewer
      // versions.
      if (ranks.size < 20_000) ranks.set(key, rank)
      return rank
    },
  }
}

function indexParts({ features, statuses }: Catalog) {
  return new Map(
    features.flatMap((feature) =>
      feature.parts.map(
        ([key, status]) => [key, { feature, status: statuses[status] as PartStatus }] as const,
      ),
    ),
  )
}

/** Returns the newest release of a browser that is not newer than `version`. */
export function newestUpTo({ releases }: Browser, version: string): Release | undefined {
  return releases.findLast((release) => compareVersions(release.version, version) <= 0)
}

/**
 * Returns the newest release of a browser on a day (ISO date, in UTC). Skips planned releases, which the data also
 * contain.
 */
export function newestRelease(
  { releases }: Browser,
  day = new Date().toISOString().slice(0, 10),
): Release | undefined {
  return releases.findLast(({ date }) => date !== null && date <= day) ?? releases.at(-1)
}
