import { type BrowserId, toBrowserId } from "../catalog/browsers"
import type { Usage } from "../catalog/catalog"
import { type CatalogIndex, loadCatalog } from "../catalog/load"
import { normalizeVersion } from "../catalog/version"
import { selectVersions } from "./browserslist"
import { cacheOf } from "./cache"
import { InvalidAudience } from "./invalid-audience"
import { findRegion, regionName } from "./regions"

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
  kind: "world" | "region"
  browsers: string | null
  of: "all" | "known"
  /** Of browsers that are mapped to support data, largest first. */
  shares: readonly VersionShare[]
  /** Fraction of visits with browsers that nobody tracks or maps. */
  unknown: number
}

/**
 * The audience that a request names.
 * @throws InvalidAudience where the choice names none, or one without visits.
 */
export function findAudience(choice: AudienceChoice, catalog = loadCatalog()): Audience {
  const region = findRegion(choice.audience ?? "world", catalog)
  const browsers = choice.browsers?.trim() || null
  const of = choice.of ?? "all"
  const known = cacheOf<Audience>("audiences")
  const key = JSON.stringify([region, browsers, of])
  const cached = known.get(key)
  if (cached) return cached
  const audience = measureAudience(region, browsers, of, catalog)
  known.set(key, audience)
  return audience
}

/** The same from any catalogue, each time anew. @throws InvalidAudience for one without visits */
export function measureAudience(
  region: string,
  browsers: string | null,
  of: "all" | "known",
  catalog: CatalogIndex,
): Audience {
  const kind = region === "world" ? "world" : "region"
  const usage = kind === "world" ? catalog.world : (catalog.regions[region] as Usage)
  const label = regionName(region)
  const measured = measure(
    browsers === null ? usage : narrow(usage, browsers, label),
    catalog,
    browsers !== null,
  )
  return {
    id: region,
    label,
    kind,
    browsers,
    of,
    ...(of === "known" ? leaveOutUnknown(measured) : measured),
  }
}

type Shares = Pick<Audience, "shares" | "unknown">

function narrow(usage: Usage, query: string, label: string): Usage {
  const selected = selectVersions(query)
  const narrowed: Record<string, Record<string, number>> = {}
  for (const [browser, versions] of Object.entries(usage)) {
    for (const [version, share] of Object.entries(versions)) {
      if (!selected.has(`${browser} ${version}`)) continue
      narrowed[browser] ??= {}
      narrowed[browser][version] = share
    }
  }
  if (Object.keys(narrowed).length === 0) {
    throw new InvalidAudience(
      "browsers",
      `“${query}” names only versions without any visits in this audience (${label}). Take a wider query, such as “defaults”.`,
    )
  }
  return narrowed
}

/** Turns caniuse's usage into shares of known browsers. `scaled` makes what there is the whole. */
function measure(usage: Usage, catalog: CatalogIndex, scaled: boolean): Shares {
  const total = sum(Object.values(usage).flatMap((versions) => Object.values(versions)))
  // Region data is rounded: where it adds up to more than all visits, all visits are what it adds up to.
  const whole = scaled ? total : Math.max(1, total)
  const shares = new Map<string, VersionShare>()
  for (const [caniuseId, versions] of Object.entries(usage)) {
    const browser = toBrowserId(caniuseId)
    if (browser === undefined) continue
    for (const [range, visits] of Object.entries(versions)) {
      const version = normalizeVersion(range)
      if (catalog.rank(browser, version) === undefined) continue
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
