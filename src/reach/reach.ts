import type { Audience } from "#audience/audience"
import { type BrowserId, browserIds, coreBrowsers, engineOf } from "#catalog/browsers"
import type { Catalog, Support } from "#catalog/catalog"
import type { CatalogIndex } from "#catalog/load"

/** Fractions of all visits that add up to 1: supported, not supported, and by an unknown browser. */
export type Reach = {
  reach: number
  lost: number
  unknown: number
}

/** An audience with cumulated shares, so that the reach of any feature is one lookup per core browser. */
export type Distribution = {
  audience: Audience
  /**
   * `atLeast[browser][i]` is the fraction of visits with at least version `supportVersions[browser][i]`. The last entry
   * of each array is an extra 0.
   */
  atLeast: readonly Float64Array[]
  known: number
}

const unsupported = -1

export function distribute(audience: Audience, catalog: CatalogIndex): Distribution {
  const atLeast = catalog.supportVersions.map((versions) => new Float64Array(versions.length + 1))
  for (const { browser, version, share } of audience.shares) {
    const shares = atLeast[coreBrowsers.indexOf(engineOf(browser))] as Float64Array
    const rank = catalog.rank(browser, version) ?? 0
    if (rank > 0) shares[rank - 1] = (shares[rank - 1] ?? 0) + share
  }
  for (const shares of atLeast) {
    for (let index = shares.length - 2; index >= 0; index--) {
      shares[index] = (shares[index] ?? 0) + (shares[index + 1] ?? 0)
    }
  }
  return { audience, atLeast, known: 1 - audience.unknown }
}

/** Returns the reach of a feature or stack: the share of visits whose browser version supports the feature or stack. */
export function reachOf({ audience, atLeast, known }: Distribution, support: Support): Reach {
  let reach = 0
  for (let browser = 0; browser < atLeast.length; browser++) {
    const index = support[browser] ?? unsupported
    if (index !== unsupported) reach += (atLeast[browser] as Float64Array)[index] ?? 0
  }
  // The two sums are rounded differently, so that the reach could be slightly above `known`.
  reach = Math.min(reach, known)
  return { reach, lost: known - reach, unknown: audience.unknown }
}

/**
 * Returns the support of a stack. In each core browser, a stack requires the newest of the versions that its features
 * require.
 */
export function stackSupport(supports: readonly Support[]): Support {
  return coreBrowsers.map((_, browser) => {
    const indices = supports.map((support) => support[browser] ?? unsupported)
    return indices.includes(unsupported) ? unsupported : Math.max(0, ...indices)
  })
}

/** Whether a browser version supports a feature or stack. Returns false for an unknown version. */
export function isSupported(
  catalog: CatalogIndex,
  support: Support,
  browser: BrowserId,
  version: string,
): boolean {
  const index = support[coreBrowsers.indexOf(engineOf(browser))] ?? unsupported
  return index !== unsupported && index < (catalog.rank(browser, version) ?? 0)
}

/** Reach and lost visits by browser, in the order of `browserIds`. `reach + lost` is `share`. */
export function reachByBrowser(audience: Audience, support: Support, catalog: CatalogIndex) {
  const byBrowser = new Map(browserIds.map((browser) => [browser, { browser, share: 0, reach: 0, lost: 0 }]))
  for (const { browser, version, share } of audience.shares) {
    const row = byBrowser.get(browser) as NonNullable<ReturnType<typeof byBrowser.get>>
    if (isSupported(catalog, support, browser, version)) row.reach += share
    else row.lost += share
    row.share = row.reach + row.lost
  }
  return [...byBrowser.values()]
}

/** The versions of an audience that do not support a feature or stack, largest share first. */
export function blockersOf(audience: Audience, support: Support, catalog: CatalogIndex) {
  return audience.shares.filter(({ browser, version }) => !isSupported(catalog, support, browser, version))
}

/** Returns the first version of a browser that supports a feature or stack. Returns null if no version supports it. */
export function supportedSince(catalog: CatalogIndex, support: Support, browser: BrowserId): string | null {
  const core = coreBrowsers.indexOf(engineOf(browser))
  const index = support[core] ?? unsupported
  if (index === unsupported) return null
  const required = catalog.supportVersions[core]?.[index] ?? null
  if (coreBrowsers[core] === browser) return required
  const { releases } = catalog.browser(browser)
  return releases.find(({ version }) => isSupported(catalog, support, browser, version))?.version ?? null
}

/** Returns, for each core browser, the first version that supports the feature. Leaves out browsers without support. */
export function supportVersionsOf(catalog: CatalogIndex, support: Support): Record<string, string> {
  return Object.fromEntries(
    coreBrowsers.flatMap((browser, core) => {
      const version = catalog.supportVersions[core]?.[support[core] ?? unsupported]
      return version === undefined ? [] : [[browser, version]]
    }),
  )
}

/**
 * For each target of `baselineTargets`, returns the share of visits whose browser supports all features of the target.
 */
export function baselineReach(distribution: Distribution, targets: BaselineTargets) {
  const share = (support: Support) => reachOf(distribution, support).reach
  return {
    widely: share(targets.widely),
    newly: share(targets.newly),
    years: targets.years.map(({ year, support }) => ({ year, share: share(support) })),
  }
}

export type BaselineTargets = ReturnType<typeof baselineTargets>

/**
 * For each target, the first version of each core browser that supports all features of the target. The targets are:
 * Baseline widely available; Baseline newly or widely available; and, for each year since 2015, everything that was
 * Baseline by the end of that year.
 */
export function baselineTargets({ features }: Pick<Catalog, "features">) {
  const available = features.filter(({ newlySince }) => newlySince !== null)
  const stackOf = (list: typeof features) => stackSupport(list.map(({ support }) => support))
  const yearOf = (date: string | null) => Number(date?.slice(0, 4))
  const last = Math.max(...available.map(({ newlySince }) => yearOf(newlySince)))
  const years = Array.from({ length: last - 2014 }, (_, index) => 2015 + index)
  return {
    widely: stackOf(features.filter(({ baseline }) => baseline === "widely")),
    newly: stackOf(features.filter(({ baseline }) => baseline !== "limited")),
    years: years.map((year) => ({
      year,
      support: stackOf(available.filter(({ newlySince }) => yearOf(newlySince) <= year)),
    })),
  }
}
