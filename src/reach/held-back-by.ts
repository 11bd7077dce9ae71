/** Finds the parts without which a feature would reach many more visits. */
import { coreBrowsers } from "#catalog/browsers"
import type { Feature, PartStatus } from "#catalog/catalog"
import type { CatalogIndex } from "#catalog/load"
import { type Distribution, isReached, reachOf } from "./reach"

export type Part = PartStatus & { key: string }

/** Returns the parts of a feature with their support, in the order of web-features. */
export function partsOf({ parts }: Feature, { statuses }: Pick<CatalogIndex, "statuses">): readonly Part[] {
  return parts.map(([key, status]) => ({ key, ...(statuses[status] as PartStatus) }))
}

/**
 * Returns the parts that full support of the feature requires. web-features excludes some parts from the status of a
 * feature, and does not publish which. A part that some browser supports after it supports the feature is one of them. The
 * same feature returns the same array.
 */
export function requiredParts(feature: Feature, catalog: Pick<CatalogIndex, "statuses">): readonly Part[] {
  const cached = requiredPartsOf.get(feature)
  if (cached) return cached
  const required = partsOf(feature, catalog).filter(({ support }) =>
    support.every((index, core) => order(index) <= order(feature.support[core] ?? unsupported)),
  )
  requiredPartsOf.set(feature, required)
  return required
}

const requiredPartsOf = new WeakMap<Feature, readonly Part[]>()

const unsupported = -1
const order = (index: number) => (index === unsupported ? Number.POSITIVE_INFINITY : index)

/**
 * Returns the keys of the required parts that a version does not support fully. Empty if web-features counts no version
 * for a reason other than its parts.
 * @param core the index of the browser in `coreBrowsers`
 * @param rank the result of `CatalogIndex.rank`
 */
export function missingParts(required: readonly Part[], core: number, rank: number): string[] {
  return required.filter(({ support }) => !isReached(support[core], rank)).map(({ key }) => key)
}

export type HeldBackBy = {
  /** Compat keys, in the order of web-features. */
  parts: readonly string[]
  /** The reach of the feature without these parts. */
  reachWithout: number
}

const maxParts = 5

/**
 * Returns the fewest parts that explain at least half of the partial share of a feature: without them, this share of
 * visits would have full support. Of sets with equally many parts, the set with the largest rise of reach counts. Returns
 * null if more than 5 parts, or more than a tenth of all parts, are necessary.
 *
 * A browser gains visits only if the set contains all required parts of some of its versions. These parts are nested:
 * a newer version lacks no part that an older version has. So the sets to compare are unions of one set per browser.
 */
export function heldBackBy(
  feature: Feature,
  distribution: Distribution,
  catalog: Pick<CatalogIndex, "statuses">,
): HeldBackBy | null {
  const { reach, partial } = reachOf(distribution, feature)
  const limit = Math.min(maxParts, Math.floor(feature.parts.length / 10))
  if (limit === 0 || partial === 0) return null
  const required = requiredParts(feature, catalog)
  const gains = coreBrowsers.map((_, core) => gainsOf(core, required, feature, distribution, limit))
  let best: Gain = { parts: new Set(), share: 0 }
  for (const candidate of unionsOf(gains, limit)) {
    if (candidate.share >= partial / 2 - tolerance && isBetter(candidate, best)) best = candidate
  }
  if (best.parts.size === 0) return null
  return {
    parts: required.filter((part) => best.parts.has(part)).map(({ key }) => key),
    reachWithout: Math.min(reach + best.share, distribution.identified),
  }
}

/** Allows for the errors of binary arithmetic. */
const tolerance = 1e-12

/** The share of visits that would have full support without some parts. */
type Gain = {
  parts: ReadonlySet<Part>
  share: number
}

function isBetter(candidate: Gain, best: Gain): boolean {
  if (best.parts.size === 0 || candidate.parts.size < best.parts.size) return true
  return candidate.parts.size === best.parts.size && candidate.share > best.share + tolerance
}

/** Returns what one core browser gains without its newest part, without its two newest parts, and so on. */
function gainsOf(
  core: number,
  required: readonly Part[],
  { support }: Feature,
  { atLeast }: Distribution,
  limit: number,
): Gain[] {
  const orderOf = (part: Part | undefined) => (part ? order(part.support[core] ?? unsupported) : -1)
  const newestFirst = [...required].sort((a, b) => orderOf(b) - orderOf(a))
  // The status is later than all parts if web-features counts a fault that is not in a part.
  if (orderOf(newestFirst[0]) !== order(support[core] ?? unsupported)) return []
  const shareFrom = (index: number) => atLeast[core]?.[index] ?? 0
  const gains: Gain[] = []
  for (let count = 1; count <= limit && count < newestFirst.length; count++) {
    const next = orderOf(newestFirst[count])
    if (next === orderOf(newestFirst[count - 1])) continue
    const share = shareFrom(next) - shareFrom(orderOf(newestFirst[0]))
    if (share > (gains.at(-1)?.share ?? 0)) gains.push({ parts: new Set(newestFirst.slice(0, count)), share })
  }
  return gains
}

/** Yields the unions of at most one gain per browser with at most `limit` parts. */
function* unionsOf(
  [first, ...others]: readonly Gain[][],
  limit: number,
  union: Gain = { parts: new Set(), share: 0 },
): Generator<Gain> {
  if (!first) {
    yield union
    return
  }
  yield* unionsOf(others, limit, union)
  for (const gain of first) {
    const parts = new Set([...union.parts, ...gain.parts])
    if (parts.size <= limit) yield* unionsOf(others, limit, { parts, share: union.share + gain.share })
  }
}
