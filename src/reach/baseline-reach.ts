import type { Catalog, SupportLevels } from "#catalog/catalog"
import { type Distribution, reachOf, stackSupport } from "./reach"

/**
 * For each target of `baselineTargets`, returns the share of visits whose browser supports all features of the target.
 */
export function baselineReach(distribution: Distribution, targets: BaselineTargets) {
  const share = (levels: SupportLevels) => reachOf(distribution, levels).reach
  return {
    widely: share(targets.widely),
    newly: share(targets.newly),
    years: targets.years.map(({ year, levels }) => ({ year, share: share(levels) })),
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
  const stackOf = (list: typeof features) => stackSupport(list)
  const yearOf = (date: string | null) => Number(date?.slice(0, 4))
  const last = Math.max(...available.map(({ newlySince }) => yearOf(newlySince)))
  const years = Array.from({ length: last - 2014 }, (_, index) => 2015 + index)
  return {
    widely: stackOf(features.filter(({ baseline }) => baseline === "widely")),
    newly: stackOf(features.filter(({ baseline }) => baseline !== "limited")),
    years: years.map((year) => ({
      year,
      levels: stackOf(available.filter(({ newlySince }) => yearOf(newlySince) <= year)),
    })),
  }
}
