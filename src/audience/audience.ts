/** Computes audiences from usage data or counted visits. `measureAudience` shows the steps. */
import { type BrowserId, toBrowserId } from "#catalog/browsers"
import type { Usage } from "#catalog/catalog"
import { type CatalogIndex, loadCatalog, newestRelease } from "#catalog/load"
import { newestVersionAlias, parseCaniuseVersion } from "./browser-version"
import { createVersionSelector, selectVersions, type VersionSelector } from "./browserslist"
import { findRegion } from "./find-region"
import { InvalidAudience } from "./invalid-audience"
import { type NotMeasured, notMeasuredVersions, type UnknownBrowser, unknownBrowsers } from "./not-measured"
import { processCache } from "./process-cache"
import { regionName } from "./regions"
import { visitsOfUsage } from "./usage"

/** The parameters that choose an audience. `resolveAudience` returns the audience. */
export type AudienceChoice = {
  /** `world` (the default), the code or name of a region of caniuse-lite, or the slug of a saved audience. */
  audience?: string
  /** A browserslist query. Only visits of browser versions that match the query remain. */
  browsers?: string
  /**
   * The visits that the shares are fractions of. Default: `known`, or `all` if the browser of every visit is unknown.
   */
  of?: Basis
}

/** Shares are fractions of the visits whose browser is known (`known`), or of all visits (`all`). */
type Basis = "all" | "known"

export type VersionShare = {
  browser: BrowserId
  version: string
  /** Fraction of the visits of the basis: greater than 0, at most 1. */
  share: number
}

/**
 * Shares of visits by browser version. If the basis is `known`, the shares add up to 1. If the basis is `all`, the
 * shares and `unknown` together add up to 1.
 */
export type Audience = {
  id: string
  label: string
  kind: "world" | "region" | "saved"
  browsers: string | null
  of: Basis
  /** Contains only browsers with support data. The largest share is first. */
  shares: readonly VersionShare[]
  /** Fraction of all visits whose browser has no support data, 0 to 1. The basis does not change it. */
  unknown: number
  /**
   * Fraction of all visits whose real browser version can be newer than the counted version, 0 to 1. A browserslist query
   * does not change it.
   */
  lowerBounds: number
  /** The part of `unknown` whose browser the usage data names. The largest share is first. */
  unknownBrowsers: readonly UnknownBrowser[]
  /** The versions without support data that the browserslist query selects. Empty without a query. */
  notMeasured: readonly NotMeasured[]
}

/** Returns the sum of an audience's shares. The sum is 1 if the basis is `known`. */
export function identifiedShare({ of, unknown }: Pick<Audience, "of" | "unknown">): number {
  return of === "known" ? 1 : 1 - unknown
}

/** Visits on any scale: counts, percentages or fractions. `unknown` is the number of visits that are not in `usage`. */
export type CountedVisits = {
  usage: Usage
  unknown: number
  /** The visits in `usage` whose real version can be newer. Default: 0. */
  lowerBounds?: number
}

export type AudienceIdentity = Pick<Audience, "id" | "label" | "kind"> & {
  /** Changes whenever the visits or the label change. */
  key: string
}

/** The parameters that select a part of an audience. */
export type AudienceFilter = Omit<AudienceChoice, "audience">

/**
 * Returns the audience of the world or of a region that `findRegion` finds.
 * @throws InvalidAudience if the query is invalid or no visits remain
 */
export function regionAudience(choice: AudienceChoice, catalog = loadCatalog()): Audience {
  const region = findRegion(choice.audience ?? "world", catalog)
  if (region === undefined) throw new Error(`“${choice.audience}” is not a region.`)
  const identity = regionIdentity(region)
  const cached = cachedAudience(identity, choice)
  return cached ?? cacheAudience(identity, choice, measureRegion(region, choice, catalog))
}

/**
 * Like `regionAudience`, but accepts any catalogue and does not use the cache.
 * @throws InvalidAudience if the query is invalid or no visits remain
 */
export function measureRegion(id: string, filter: AudienceFilter, catalog: CatalogIndex): Audience {
  return measureAudience(regionIdentity(id), regionVisits(id, catalog), filter, catalog)
}

function regionIdentity(region: string): AudienceIdentity {
  const kind = region === "world" ? "world" : "region"
  return { id: region, label: regionName(region), kind, key: region }
}

/**
 * Returns the visits of a region as fractions. If the fractions add up to less than 1, the rest is unknown. They can
 * also add up to slightly more than 1, because caniuse rounds them.
 */
function regionVisits(region: string, catalog: CatalogIndex): CountedVisits {
  const usage = region === "world" ? catalog.world : (catalog.regions[region] as Usage)
  return { usage, unknown: Math.max(0, 1 - visitsOfUsage(usage)) }
}

export function cachedAudience(identity: AudienceIdentity, filter: AudienceFilter): Audience | undefined {
  return audienceCache().get(cacheKey(identity, filter))
}

export function cacheAudience(
  identity: AudienceIdentity,
  filter: AudienceFilter,
  audience: Audience,
): Audience {
  audienceCache().set(cacheKey(identity, filter), audience)
  return audience
}

/**
 * Returns a cache of at most 150,000 shares in total, about 20 MB. A region has a few hundred shares. A saved audience
 * has at most 2,000 shares.
 */
function audienceCache() {
  return processCache<Audience>("audiences", {
    maxSize: 150_000,
    sizeCalculation: ({ shares }) => shares.length + 1,
  })
}

function cacheKey({ key }: AudienceIdentity, filter: AudienceFilter): string {
  const { browsers, of } = normalizeFilter(filter)
  return JSON.stringify([key, browsers, of ?? null])
}

/**
 * Returns a function that tests whether the filter keeps a version. Returns undefined if the filter keeps all versions.
 * @throws InvalidAudience if the query is invalid
 */
export function selectorForFilter(filter: AudienceFilter): VersionSelector | undefined {
  const { browsers } = normalizeFilter(filter)
  return browsers === null ? undefined : createVersionSelector(browsers)
}

/**
 * Computes the shares after filtering.
 * @param isSelected the result of `selectorForFilter(filter)`, if the caller has already called this function
 * @throws InvalidAudience if the query is invalid or no visits remain
 */
export function measureAudience(
  identity: AudienceIdentity,
  visits: CountedVisits,
  filter: AudienceFilter,
  catalog = loadCatalog(),
  isSelected?: VersionSelector,
): Audience {
  const { browsers, of } = normalizeFilter(filter)
  const resolved = { ...visits, usage: resolveNewestVersions(visits.usage, catalog) }
  const selected = browsers === null ? resolved : selectVisits(resolved, browsers, identity, isSelected)
  const { id, label, kind } = identity
  return {
    id,
    label,
    kind,
    browsers,
    ...onBasis(of, computeShares(selected, catalog)),
    lowerBounds: (visits.lowerBounds ?? 0) / (visitsOfUsage(visits.usage) + visits.unknown),
    unknownBrowsers: unknownBrowsers(selected, catalog),
    notMeasured: browsers === null ? [] : notMeasuredVersions(browsers, resolved, catalog),
  }
}

const normalizeFilter = ({ browsers, of }: AudienceFilter) => ({
  browsers: browsers?.trim() || null,
  of,
})

type Shares = Pick<Audience, "shares" | "unknown">

function resolveNewestVersions(usage: Usage, catalog: CatalogIndex): Usage {
  const resolved = Object.entries(usage).map(([id, versions]) => {
    const browser = toBrowserId(id)
    const newest = browser && newestRelease(catalog.browser(browser))?.version
    if (!newest || !Object.hasOwn(versions, newestVersionAlias)) return [id, versions]
    const { [newestVersionAlias]: visits = 0, ...others } = versions
    return [id, { ...others, [newest]: (others[newest] ?? 0) + visits }]
  })
  return Object.fromEntries(resolved)
}

function selectVisits(
  { usage }: CountedVisits,
  query: string,
  { label, kind }: AudienceIdentity,
  isSelected = kind === "saved" ? createVersionSelector(query) : exactSelector(selectVersions(query)),
): CountedVisits {
  if (visitsOfUsage(usage) === 0) {
    throw new InvalidAudience(
      "browsers",
      `All browsers in the audience “${label}” are unknown, so a browserslist query cannot match any of them.`,
    )
  }
  const selectedUsage: Record<string, Record<string, number>> = {}
  for (const [browser, versions] of Object.entries(usage)) {
    const selected = Object.entries(versions).filter(([version]) => isSelected(browser, version))
    if (selected.length > 0) selectedUsage[browser] = Object.fromEntries(selected)
  }
  if (visitsOfUsage(selectedUsage) === 0) {
    throw new InvalidAudience(
      "browsers",
      `No visits in the audience “${label}” match “${query}”. Try a wider query, such as “defaults”.`,
    )
  }
  return { usage: selectedUsage, unknown: 0 }
}

const exactSelector =
  (selected: ReadonlySet<string>): VersionSelector =>
  (browser, version) =>
    selected.has(`${browser} ${version}`)

function computeShares({ usage, unknown }: CountedVisits, catalog: CatalogIndex): Shares {
  const total = visitsOfUsage(usage) + unknown
  const shares = new Map<string, VersionShare>()
  for (const [id, versions] of Object.entries(usage)) {
    const browser = toBrowserId(id)
    if (browser === undefined) continue
    for (const [range, visits] of Object.entries(versions)) {
      const version = parseCaniuseVersion(browser, range)?.version
      if (visits === 0 || version === undefined || catalog.rank(browser, version) === undefined) continue
      const key = `${browser} ${version}`
      const share = (shares.get(key)?.share ?? 0) + visits / total
      shares.set(key, { browser, version, share })
    }
  }
  const sorted = [...shares.values()].sort((a, b) => b.share - a.share)
  return { shares: sorted, unknown: Math.max(0, 1 - sum(sorted.map(({ share }) => share))) }
}

function onBasis(of: Basis | undefined, { shares, unknown }: Shares): Shares & { of: Basis } {
  if (of === "all") return { of, shares, unknown }
  const known = sum(shares.map(({ share }) => share))
  if (known > 0) {
    return { of: "known", shares: shares.map((entry) => ({ ...entry, share: entry.share / known })), unknown }
  }
  if (of === undefined) return { of: "all", shares, unknown }
  throw new InvalidAudience(
    "of",
    "All browsers in this audience are unknown, so “known” keeps no visits. Use “all”.",
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
