/**
 * The figures of features, parts and stacks for an audience. Pure functions.
 *
 * A version belongs to one of three groups: full support (`reach`), partial support (`partial`) and no support (`lost`).
 * Support never ends, so two versions of each core browser decide: the first with full support, and the first with at
 * least partial support. With S(v), the share of visits with version v or newer:
 *
 *     reach           = sum over the core browsers of S(first version with full support)
 *     reach + partial = sum over the core browsers of S(first version with at least partial support)
 *     lost            = identified visits - reach - partial
 *
 * Browsers that are built on Chromium count with the Chromium version that they contain.
 */
import { type Audience, identifiedShare, type VersionShare } from "#audience/audience"
import { type BrowserId, browserIds, coreBrowsers, engineOf } from "#catalog/browsers"
import type { Support, SupportLevels } from "#catalog/catalog"
import type { CatalogIndex } from "#catalog/load"

/**
 * Shares of visits. `reach + partial + lost` is 1 if the basis of the audience is identified visits. If the basis is all
 * visits, the sum with `unknown` is 1.
 */
export type Reach = {
  /** Full support: all parts, without a prefix or a flag. */
  reach: number
  /** At least one part, or support with a prefix or under another name. */
  partial: number
  /** The version is known and supports no part. */
  lost: number
  /** Fraction of all visits whose browser has no support data, for both bases. */
  unknown: number
}

export type SupportLevel = "full" | "partial" | "none"

/** An audience with cumulated shares, so that a figure of any feature is two lookups per core browser. */
export type Distribution = {
  audience: Audience
  /**
   * `atLeast[browser][i]` is the share of visits with at least version `supportVersions[browser][i]`. The last entry of
   * each array is an extra 0.
   */
  atLeast: readonly Float64Array[]
  /** The share of visits with support data: 1 if the basis is identified visits. */
  identified: number
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
  return { audience, atLeast, identified: identifiedShare(audience) }
}

/** Returns the figures of a feature, a part or a stack. The formulas are at the top of this module. */
export function reachOf(distribution: Distribution, { support, someSupport }: SupportLevels): Reach {
  const { audience, identified } = distribution
  // Sums in another order are rounded differently, so that a sum could be slightly above the next one.
  const some = Math.min(shareSince(distribution, someSupport), identified)
  const reach = Math.min(shareSince(distribution, support), some)
  return { reach, partial: some - reach, lost: identified - some, unknown: audience.unknown }
}

/** Returns the share of visits with the given version of a core browser or a newer one. */
export function shareSince({ atLeast }: Pick<Distribution, "atLeast">, support: Support): number {
  let share = 0
  for (let browser = 0; browser < atLeast.length; browser++) {
    const index = support[browser] ?? unsupported
    if (index !== unsupported) share += (atLeast[browser] as Float64Array)[index] ?? 0
  }
  return share
}

/**
 * Returns the support of a stack. Full support requires full support of every member, and partial support requires at
 * least partial support of every member. So in each core browser, the newest of the required versions counts.
 */
export function stackSupport(members: readonly SupportLevels[]): SupportLevels {
  return {
    support: newestOf(members.map(({ support }) => support)),
    someSupport: newestOf(members.map(({ someSupport }) => someSupport)),
  }
}

function newestOf(supports: readonly Support[]): Support {
  return coreBrowsers.map((_, browser) => {
    const indices = supports.map((support) => support[browser] ?? unsupported)
    return indices.includes(unsupported) ? unsupported : Math.max(0, ...indices)
  })
}

/** Returns how far a browser version supports a feature, a part or a stack. Returns `none` for an unknown version. */
export function supportOf(
  catalog: CatalogIndex,
  { support, someSupport }: SupportLevels,
  browser: BrowserId,
  version: string,
): SupportLevel {
  const core = coreBrowsers.indexOf(engineOf(browser))
  const rank = catalog.rank(browser, version) ?? 0
  if (isReached(support[core], rank)) return "full"
  return isReached(someSupport[core], rank) ? "partial" : "none"
}

/** @param rank the result of `CatalogIndex.rank` */
export function isReached(index = unsupported, rank: number): boolean {
  return index !== unsupported && index < rank
}

type BrowserReach = Omit<Reach, "unknown"> & {
  browser: BrowserId
  share: number
}

/** Figures by browser, in the order of `browserIds`. `reach + partial + lost` is `share`. */
export function reachByBrowser(
  audience: Audience,
  levels: SupportLevels,
  catalog: CatalogIndex,
): BrowserReach[] {
  const byBrowser = new Map(
    browserIds.map((browser) => [browser, { browser, share: 0, reach: 0, partial: 0, lost: 0 }]),
  )
  for (const { browser, version, share } of audience.shares) {
    const row = byBrowser.get(browser) as BrowserReach
    row[figureOf[supportOf(catalog, levels, browser, version)]] += share
    row.share = row.reach + row.partial + row.lost
  }
  return [...byBrowser.values()]
}

const figureOf = { full: "reach", partial: "partial", none: "lost" } as const

export type Blocker = VersionShare & {
  support: "partial" | "none"
}

/** The versions of an audience without full support of a feature, a part or a stack, largest share first. */
export function blockersOf(audience: Audience, levels: SupportLevels, catalog: CatalogIndex): Blocker[] {
  return audience.shares.flatMap((entry) => {
    const support = supportOf(catalog, levels, entry.browser, entry.version)
    return support === "full" ? [] : [{ ...entry, support }]
  })
}

/** Returns the first version of a browser that has the support. Returns null if no version has it. */
export function supportedSince(catalog: CatalogIndex, support: Support, browser: BrowserId): string | null {
  const core = coreBrowsers.indexOf(engineOf(browser))
  const index = support[core] ?? unsupported
  if (index === unsupported) return null
  const required = catalog.supportVersions[core]?.[index] ?? null
  if (coreBrowsers[core] === browser) return required
  const { releases } = catalog.browser(browser)
  const first = releases.find(({ version }) => isReached(index, catalog.rank(browser, version) ?? 0))
  return first?.version ?? null
}
