// biome-ignore lint/style/useNodejsImportProtocol: Gatsby lets its page engine import Node's modules by their bare names alone
import { readFileSync } from "fs"
// biome-ignore lint/style/useNodejsImportProtocol: Gatsby lets its page engine import Node's modules by their bare names alone
import path from "path"
import { type BrowserId, coreBrowsers, downstreamBrowsers, engineOf } from "./browsers"
import type { Browser, Catalog, Feature, Release } from "./catalog"
import { oncePerProcess } from "./once"
import { compareVersions, countUpTo } from "./version"

/** Where a build puts the compiled catalogue, from the site's root. */
export const catalogFile = path.join(".cache", "catalog.json")

export interface CatalogIndex extends Catalog {
  feature(id: string): Feature | undefined
  browser(id: BrowserId): Browser
  /**
   * How many of the versions in `supportVersions` a version of a browser has reached: it supports a feature
   * whose `support` place is below that. Undefined where nobody maps the version to an engine's.
   */
  rank(browser: BrowserId, version: string): number | undefined
}

/** The catalogue of the build, read once a process. */
export function loadCatalog(): CatalogIndex {
  return oncePerProcess("catalog", () => {
    const file = path.resolve(catalogFile)
    try {
      return indexCatalog(JSON.parse(readFileSync(file, "utf8")))
    } catch (cause) {
      throw new Error(`There is no catalogue at ${file}: run \`gatsby build\` in the site's root first.`, {
        cause,
      })
    }
  })
}

export function indexCatalog(catalog: Catalog): CatalogIndex {
  const features = new Map(catalog.features.map((feature) => [feature.id, feature]))
  const browsers = new Map(catalog.browsers.map((browser) => [browser.id, browser]))
  const ranks = new Map<string, number | undefined>()
  const browser = (id: BrowserId) => browsers.get(id) as Browser

  const findRank = (id: BrowserId, version: string) => {
    const engineVersion = id in downstreamBrowsers ? newestUpTo(browser(id), version)?.engineVersion : version
    if (engineVersion === undefined) return undefined
    return countUpTo(catalog.supportVersions[coreBrowsers.indexOf(engineOf(id))] ?? [], engineVersion)
  }
  return {
    ...catalog,
    feature: (id) => features.get(id),
    browser,
    rank(id, version) {
      const key = `${id} ${version}`
      if (ranks.has(key)) return ranks.get(key)
      const rank = findRank(id, version)
      // Many more than the data have; what visitors send is not to fill the memory.
      if (ranks.size < 20_000) ranks.set(key, rank)
      return rank
    },
  }
}

/** The newest release of a browser that is not newer than `version`. */
export function newestUpTo({ releases }: Browser, version: string): Release | undefined {
  return releases.findLast((release) => compareVersions(release.version, version) <= 0)
}

/** The newest release of a browser that was out on a day (ISO date; today in UTC): the data know of planned ones too. */
export function newestRelease(
  { releases }: Browser,
  day = new Date().toISOString().slice(0, 10),
): Release | undefined {
  return releases.findLast(({ date }) => date !== null && date <= day) ?? releases.at(-1)
}
