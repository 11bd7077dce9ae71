import type { Baseline, Feature } from "../catalog/catalog"
import type { CatalogIndex } from "../catalog/load"
import type { Reach } from "../reach/reach"
import { groupsByFeature } from "./feature-groups"
import { roundShare } from "./figures"

/** What a list of features is narrowed by; what is absent narrows nothing. */
export interface FeatureFilters {
  q?: string
  baseline?: Baseline
  /** The least reach in percent. */
  min?: number
  group?: string
  snapshot?: string
}

type FilterName = keyof FeatureFilters

/** The features that pass all filters, and how many there would be with another choice in one of them. */
export interface Filtered {
  /** Places in the catalogue. */
  passing: ReadonlySet<number>
  /** For each option of a filter, how many features it would show, the other filters as they are. */
  options: Record<"baseline" | "group" | "snapshot", Record<string, number>>
  /** For each filter that is on, how many features there would be without it. */
  without: Partial<Record<FilterName, number>>
}

/**
 * Tries each feature once: what fails one filter alone counts for that one's other options.
 *
 * @param found the places of the features that `q` means
 * @param reach of each feature, in the order of the catalogue
 */
export function filterFeatures(
  filters: FeatureFilters,
  found: readonly number[] | undefined,
  reach: readonly Reach[],
  catalog: CatalogIndex,
): Filtered {
  const groups = groupsByFeature(catalog)
  const tests = Object.entries(testsOf(filters, found && new Set(found), reach, groups)).filter(
    ([name]) => filters[name as FilterName] !== undefined,
  ) as [FilterName, Test][]
  const passing = new Set<number>()
  const options: Filtered["options"] = { baseline: {}, group: {}, snapshot: {} }
  const without: Filtered["without"] = Object.fromEntries(tests.map(([name]) => [name, 0]))

  for (const [place, feature] of catalog.features.entries()) {
    const failed = tests.filter(([, passes]) => !passes(feature, place))
    if (failed.length > 1) continue
    const only = failed[0]?.[0]
    if (only === undefined) passing.add(place)
    const passesOthers = (name: FilterName) => only === undefined || only === name
    for (const [name] of tests) if (passesOthers(name)) add(without, name)
    if (passesOthers("baseline")) add(options.baseline, feature.baseline)
    if (passesOthers("group")) for (const group of groups[place] ?? []) add(options.group, group)
    if (passesOthers("snapshot")) for (const snapshot of feature.snapshots) add(options.snapshot, snapshot)
  }
  return { passing, options, without }
}

type Test = (feature: Feature, place: number) => boolean

function testsOf(
  { baseline, min = 0, group = "", snapshot = "" }: FeatureFilters,
  found: ReadonlySet<number> | undefined,
  reach: readonly Reach[],
  groups: readonly ReadonlySet<string>[],
): Record<FilterName, Test> {
  const least = roundShare(min / 100)
  return {
    q: (_, place) => found?.has(place) ?? true,
    baseline: (feature) => feature.baseline === baseline,
    min: (_, place) => (reach[place]?.reach ?? 0) >= least,
    group: (_, place) => groups[place]?.has(group) ?? false,
    snapshot: ({ snapshots }) => snapshots.includes(snapshot),
  }
}

function add(counts: Record<string, number>, name: string) {
  counts[name] = (counts[name] ?? 0) + 1
}
