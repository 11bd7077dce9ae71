import type { Audience } from "../audience/audience"
import { type BrowserId, browserIds, coreBrowsers, engineOf } from "../catalog/browsers"
import type { Catalog, Support } from "../catalog/catalog"
import type { CatalogIndex } from "../catalog/load"

/**
 * How an audience divides over a feature, in fractions of all visits: `reach` supports it, `lost` is known not
 * to, `unknown` is the rest. The three add up to 1.
 */
export interface Reach {
  reach: number
  lost: number
  unknown: number
}

/**
 * An audience, prepared so that the reach of anything is seven look-ups: for each core browser, the share of
 * visits with at least the version at place `i` of its `supportVersions`.
 */
export interface Distribution {
  audience: Audience
  /** `atLeast[browser][i]`: fraction of visits; one item longer than the versions, the last is 0. */
  atLeast: readonly Float64Array[]
  /** Fraction of visits with a known browser. */
  known: number
}

/** What supports nothing: the support of a feature that no browser has. */
const nowhere = -1

export function distribute(audience: Audience, catalog: CatalogIndex): Distribution {
  const atLeast = catalog.supportVersions.map((versions) => new Float64Array(versions.length + 1))
  for (const { browser, version, share } of audience.shares) {
    const shares = atLeast[coreBrowsers.indexOf(engineOf(browser))] as Float64Array
    // Rank r has reached the versions at the places below r; rank 0 is older than all of them.
    const rank = catalog.rank(browser, version) ?? 0
    if (rank > 0) shares[rank - 1] = (shares[rank - 1] ?? 0) + share
  }
  for (const shares of atLeast) {
    for (let place = shares.length - 2; place >= 0; place--) {
      shares[place] = (shares[place] ?? 0) + (shares[place + 1] ?? 0)
    }
  }
  return { audience, atLeast, known: 1 - audience.unknown }
}

/**
 * The reach of whatever needs `support`:
 * Σ over core browsers of the share of visits with at least the version that it needs there.
 */
export function reachOf({ audience, atLeast, known }: Distribution, support: Support): Reach {
  let reach = 0
  for (let browser = 0; browser < atLeast.length; browser++) {
    const place = support[browser] ?? nowhere
    if (place !== nowhere) reach += (atLeast[browser] as Float64Array)[place] ?? 0
  }
  // The sums are rounded in different orders: a feature that all known browsers have is not a hair above them.
  reach = Math.min(reach, known)
  return { reach, lost: known - reach, unknown: audience.unknown }
}

/**
 * What all of several features ask for together: in each browser the newest of the versions that they ask for,
 * and nothing where one of them has no support. Its reach is therefore the share of versions that support every
 * one of them.
 */
export function stackSupport(supports: readonly Support[]): Support {
  return coreBrowsers.map((_, browser) => {
    const places = supports.map((support) => support[browser] ?? nowhere)
    return places.includes(nowhere) ? nowhere : Math.max(0, ...places)
  })
}

export function isSupported(
  catalog: CatalogIndex,
  support: Support,
  browser: BrowserId,
  version: string,
): boolean {
  const place = support[coreBrowsers.indexOf(engineOf(browser))] ?? nowhere
  return place !== nowhere && place < (catalog.rank(browser, version) ?? 0)
}

/** Who is reached and lost, by browser, in the order of `browserIds`. `reach + lost` is `share`. */
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

/** The versions in an audience that lack what needs `support`, largest share first. */
export function blockersOf(audience: Audience, support: Support, catalog: CatalogIndex) {
  return audience.shares.filter(({ browser, version }) => !isSupported(catalog, support, browser, version))
}

/**
 * The first version of a browser that supports what needs `support`, null where none does. Of a browser built
 * on Chromium that is the first release whose Chromium does.
 */
export function supportedSince(catalog: CatalogIndex, support: Support, browser: BrowserId): string | null {
  const core = coreBrowsers.indexOf(engineOf(browser))
  const place = support[core] ?? nowhere
  if (place === nowhere) return null
  const needed = catalog.supportVersions[core]?.[place] ?? null
  if (coreBrowsers[core] === browser) return needed
  const { releases } = catalog.browser(browser)
  return releases.find(({ version }) => isSupported(catalog, support, browser, version))?.version ?? null
}

/**
 * How modern an audience is: the share of visits whose browser supports every feature that is Baseline widely available,
 * that is newly or widely available, and that had become newly available by the end of each year, ascending.
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

/** What each Baseline target asks of browsers: the stack of its features. Baseline began in 2015. */
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
