import { type BrowserId, toBrowserId } from "../catalog/browsers"
import type { Usage } from "../catalog/catalog"
import { type CatalogIndex, loadCatalog, newestRelease } from "../catalog/load"
import { newestVersionAlias, parseCaniuseVersion } from "./browser-version"
import { createVersionSelector, selectVersions, type VersionSelector } from "./browserslist"
import { InvalidAudience } from "./invalid-audience"
import { processCache } from "./process-cache"
import { findRegion, regionName } from "./regions"
import { visitsOfUsage } from "./usage"

/** How a request names an audience; what is absent has its default. */
export interface AudienceChoice {
  /** `world` (the default) or a region code of caniuse-lite. */
  audience?: string
  /** A browserslist query that narrows the audience to the versions that it names. */
  browsers?: string
  /** `known` leaves out what is unknown and scales the rest to 1. */
  of?: "all" | "known"
}

export interface VersionShare {
  browser: BrowserId
  version: string
  /** Fraction of all visits, above 0 to 1. */
  share: number
}

/** Shares of visits by browser version. The shares and `unknown` add up to 1. */
export interface Audience {
  id: string
  label: string
  kind: "world" | "region" | "saved"
  browsers: string | null
  of: "all" | "known"
  /** Of browsers that are mapped to support data, largest first. */
  shares: readonly VersionShare[]
  /** Fraction of visits with browsers that nobody tracks or maps. */
  unknown: number
}

/** Who visited, as it was counted: on any scale. */
export interface CountedVisits {
  usage: Usage
  /** Visits that have no place in `usage`, on its scale. */
  unknown: number
}

/** An audience before it is narrowed: its name, and what its visits are known by. */
export interface AudienceIdentity extends Pick<Audience, "id" | "label" | "kind"> {
  /** Another one for other visits and for another name: what was measured is kept by it. */
  key: string
}

export type AudienceFilter = Omit<AudienceChoice, "audience">

/**
 * The world or the region that a request names, which `findRegion` has to know: what a visitor typed was asked before.
 * @throws InvalidAudience where the choice leaves no visits.
 */
export function findAudience(choice: AudienceChoice, catalog = loadCatalog()): Audience {
  const region = findRegion(choice.audience ?? "world", catalog)
  if (region === undefined) throw new Error(`“${choice.audience}” names no region.`)
  const name = nameOf(region)
  const kept = cachedAudience(name, choice)
  return kept ?? cacheAudience(name, choice, measureRegion(name.id, choice, catalog))
}

/** The world or a region by its code, measured anew from any catalogue. @throws InvalidAudience where nobody is left */
export function measureRegion(id: string, narrowing: AudienceFilter, catalog: CatalogIndex): Audience {
  return measureAudience(nameOf(id), visitsOf(id, catalog), narrowing, catalog)
}

function nameOf(region: string): AudienceIdentity {
  const kind = region === "world" ? "world" : "region"
  return { id: region, label: regionName(region), kind, key: region }
}

/** Region data are fractions, and what is missing to 1 is unknown. They are rounded: some add up to a hair more. */
function visitsOf(region: string, catalog: CatalogIndex): CountedVisits {
  const usage = region === "world" ? catalog.world : (catalog.regions[region] as Usage)
  return { usage, unknown: Math.max(0, 1 - visitsOfUsage(usage)) }
}

export function cachedAudience(name: AudienceIdentity, narrowing: AudienceFilter): Audience | undefined {
  return audienceCache().get(keyOf(name, narrowing))
}

export function cacheAudience(
  name: AudienceIdentity,
  narrowing: AudienceFilter,
  audience: Audience,
): Audience {
  audienceCache().set(keyOf(name, narrowing), audience)
  return audience
}

/** A region has some hundred shares, what somebody saved up to 2,000: in all they take some 20 MB. */
function audienceCache() {
  return processCache<Audience>("audiences", {
    maxSize: 150_000,
    sizeCalculation: ({ shares }) => shares.length + 1,
  })
}

function keyOf({ key }: AudienceIdentity, narrowing: AudienceFilter): string {
  const { browsers, of } = normalized(narrowing)
  return JSON.stringify([key, browsers, of])
}

/** Which versions a narrowing leaves of saved visits; undefined where it leaves all. @throws InvalidAudience */
export function selectorForFilter(narrowing: AudienceFilter): VersionSelector | undefined {
  const { browsers } = normalized(narrowing)
  return browsers === null ? undefined : createVersionSelector(browsers)
}

/**
 * The shares of whoever was counted, narrowed as a request asks.
 * @param isSelected `selectorForFilter` the narrowing, where it is at hand
 * @throws InvalidAudience where nobody is left
 */
export function measureAudience(
  name: AudienceIdentity,
  visits: CountedVisits,
  narrowing: AudienceFilter,
  catalog = loadCatalog(),
  isSelected?: VersionSelector,
): Audience {
  const { browsers, of } = normalized(narrowing)
  const named = { ...visits, usage: nameNewest(visits.usage, catalog) }
  const measured = measure(browsers === null ? named : narrow(named, browsers, name, isSelected), catalog)
  const { id, label, kind } = name
  return { id, label, kind, browsers, of, ...(of === "known" ? leaveOutUnknown(measured) : measured) }
}

const normalized = ({ browsers, of = "all" }: AudienceFilter) => ({ browsers: browsers?.trim() || null, of })

type Shares = Pick<Audience, "shares" | "unknown">

/** Gives `0` the name of the version that it stands for. */
function nameNewest(usage: Usage, catalog: CatalogIndex): Usage {
  const named = Object.entries(usage).map(([id, versions]) => {
    const browser = toBrowserId(id)
    const newest = browser && newestRelease(catalog.browser(browser))?.version
    if (!newest || !Object.hasOwn(versions, newestVersionAlias)) return [id, versions]
    const { [newestVersionAlias]: visits = 0, ...others } = versions
    return [id, { ...others, [newest]: (others[newest] ?? 0) + visits }]
  })
  return Object.fromEntries(named)
}

/** Nothing is left of what no query can name. */
function narrow(
  { usage }: CountedVisits,
  query: string,
  { label, kind }: AudienceIdentity,
  isSelected = kind === "saved" ? createVersionSelector(query) : namedIn(selectVersions(query)),
): CountedVisits {
  if (visitsOfUsage(usage) === 0) {
    throw new InvalidAudience(
      "browsers",
      `No browser of this audience (${label}) is known: there is nothing that a query could narrow.`,
    )
  }
  const narrowed: Record<string, Record<string, number>> = {}
  for (const [browser, versions] of Object.entries(usage)) {
    const selected = Object.entries(versions).filter(([version]) => isSelected(browser, version))
    if (selected.length > 0) narrowed[browser] = Object.fromEntries(selected)
  }
  if (visitsOfUsage(narrowed) === 0) {
    throw new InvalidAudience(
      "browsers",
      `“${query}” names only versions without any visits in this audience (${label}). Take a wider query, such as “defaults”.`,
    )
  }
  return { usage: narrowed, unknown: 0 }
}

const namedIn = (selected: ReadonlySet<string>) => (browser: string, version: string) =>
  selected.has(`${browser} ${version}`)

function measure({ usage, unknown }: CountedVisits, catalog: CatalogIndex): Shares {
  const whole = visitsOfUsage(usage) + unknown
  const shares = new Map<string, VersionShare>()
  for (const [id, versions] of Object.entries(usage)) {
    const browser = toBrowserId(id)
    if (browser === undefined) continue
    for (const [range, visits] of Object.entries(versions)) {
      const version = parseCaniuseVersion(browser, range)?.version
      if (visits === 0 || version === undefined || catalog.rank(browser, version) === undefined) continue
      const key = `${browser} ${version}`
      const share = (shares.get(key)?.share ?? 0) + visits / whole
      shares.set(key, { browser, version, share })
    }
  }
  const sorted = [...shares.values()].sort((a, b) => b.share - a.share)
  return { shares: sorted, unknown: Math.max(0, 1 - sum(sorted.map(({ share }) => share))) }
}

function leaveOutUnknown({ shares }: Shares): Shares {
  const known = sum(shares.map(({ share }) => share))
  if (known === 0) {
    throw new InvalidAudience(
      "of",
      "Every browser of this audience is unknown here: “known” leaves nobody. Take “all”.",
    )
  }
  return { shares: shares.map((entry) => ({ ...entry, share: entry.share / known })), unknown: 0 }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
