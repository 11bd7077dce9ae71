import type { Baseline, Feature } from "#catalog/catalog"
import { groupsByFeature } from "#catalog/feature-groups"
import type { CatalogIndex } from "#catalog/load"
import type { Reach } from "#reach/reach"
import { roundShare } from "#reach/round"

/** The filters of the feature list. An absent filter passes every feature. */
export type FeatureFilters = {
  q?: string
  baseline?: Baseline
  min?: number
  group?: string
  snapshot?: string
}

type FilterName = keyof FeatureFilters

/** `count` results have a reach of at least `from` and less than the next `from`. Fractions. */
type ReachCount = { from: number; count: number }

const reachSteps = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98]

type FilterResult = {
  passing: ReadonlySet<number>
  /** For each option of a filter, the number of results if this option is selected and the other filters stay. */
  options: Record<"baseline" | "group" | "snapshot", Record<string, number>>
  /** For each active filter, the number of results if this filter is removed. */
  without: Partial<Record<FilterName, number>>
  /** The number of results by reach without the filter `min`. */
  reachCounts: ReachCount[]
  /** Whether a part passes the filters with its own status and figures, and with the groups and snapshots of its feature. */
  passesAsPart(feature: number, baseline: Baseline, reach: number): boolean
}

/**
 * Filters and counts in one pass. A feature that fails exactly one filter still counts for the other options of that
 * filter.
 * @param matches indexes of the features that match `q`
 * @param reach the reach of each feature, in the order of the catalogue
 */
export function filterFeatures(
  filters: FeatureFilters,
  matches: readonly number[] | undefined,
  reach: readonly Reach[],
  catalog: CatalogIndex,
): FilterResult {
  const groups = groupsByFeature(catalog)
  const tests = Object.entries(testsOf(filters, matches && new Set(matches), groups)).filter(
    ([name]) => filters[name as FilterName] !== undefined,
  ) as [FilterName, Test][]
  const passing = new Set<number>()
  const options: FilterResult["options"] = { baseline: {}, group: {}, snapshot: {} }
  const reachCounts = reachSteps.map((from) => ({ from, count: 0 }))
  const without: FilterResult["without"] = Object.fromEntries(tests.map(([name]) => [name, 0]))

  for (const [index, feature] of catalog.features.entries()) {
    const failed = tests.filter(([, passes]) => !passes(feature, index, reach[index]?.reach ?? 0))
    if (failed.length > 1) continue
    const failedFilter = failed[0]?.[0]
    if (failedFilter === undefined) passing.add(index)
    const passesOthers = (name: FilterName) => failedFilter === undefined || failedFilter === name
    for (const [name] of tests) if (passesOthers(name)) increment(without, name)
    if (passesOthers("min")) {
      const step = reachCounts.findLast(({ from }) => (reach[index]?.reach ?? 0) >= from)
      if (step) step.count++
    }
    if (passesOthers("baseline")) increment(options.baseline, feature.baseline)
    if (passesOthers("group")) for (const group of groups[index] ?? []) increment(options.group, group)
    if (passesOthers("snapshot"))
      for (const snapshot of feature.snapshots) increment(options.snapshot, snapshot)
  }
  return {
    passing,
    options,
    without,
    reachCounts,
    passesAsPart(index, baseline, partReach) {
      const part = { snapshots: catalog.features[index]?.snapshots ?? [], baseline }
      return tests.every(([name, passes]) => name === "q" || passes(part, index, partReach))
    },
  }
}

type Test = (feature: Pick<Feature, "baseline" | "snapshots">, index: number, reach: number) => boolean

function testsOf(
  { baseline, min = 0, group = "", snapshot = "" }: FeatureFilters,
  matches: ReadonlySet<number> | undefined,
  groups: readonly ReadonlySet<string>[],
): Record<FilterName, Test> {
  const minReach = roundShare(min / 100)
  return {
    q: (_, index) => matches?.has(index) ?? true,
    baseline: (feature) => feature.baseline === baseline,
    min: (_, __, reach) => reach >= minReach,
    group: (_, index) => groups[index]?.has(group) ?? false,
    snapshot: ({ snapshots }) => snapshots.includes(snapshot),
  }
}

function increment(counts: Record<string, number>, name: string) {
  counts[name] = (counts[name] ?? 0) + 1
}
