/** Compares the figures of features with the tables of caniuse: full support with `y`, partial support with `a`. */
import { measureRegion } from "#audience/audience"
import type { Feature, Usage } from "#catalog/catalog"
import { type DataPackageNames, dataPackages } from "#catalog/data-packages"
import { distribute, type Reach, reachOf } from "#reach/reach"
import { provideCatalog } from "./catalog"

export type Comparison = {
  feature: Feature
  /** Figures of all visits. */
  figures: Reach
  /** Shares of all visits in versions that caniuse marks `y` (yes) and `a` (almost). */
  caniuse: { yes: number; almost: number }
  /** `reach` minus caniuse's `y`. */
  fullDifference: number
  /** `reach + partial` minus caniuse's `y` and `a`. */
  difference: number
}

type Table = Record<string, Record<string, string>>

/** The features with exactly one id of caniuse, which has a table of versions for each of them. */
export function caniuseComparison(names: DataPackageNames = dataPackages) {
  const { feature: unpack } = require(names.caniuse)
  const catalog = provideCatalog(names)
  const features = catalog.features.filter(({ caniuse }) => caniuse.length === 1)
  const tables = new Map<Feature, Table>(
    features.map((feature) => [
      feature,
      unpack(require(`${names.caniuse}/data/features/${feature.caniuse[0]}.js`)).stats,
    ]),
  )

  const usageOf = (region: string): Usage =>
    region === "world" ? catalog.world : (catalog.regions[region] as Usage)
  /** Returns caniuse's marks of a version, such as `a x #1`. */
  const marksOf = (feature: Feature, browser: string, version: string) =>
    tables.get(feature)?.[browser]?.[version] ?? ""

  /** @param isIncluded selects the browsers of caniuse. Default: all */
  function compare(
    region: string,
    compared: readonly Feature[] = features,
    isIncluded: (browser: string) => boolean = () => true,
  ): Comparison[] {
    const versions = versionsOf(usageOf(region)).filter(({ browser }) => isIncluded(browser))
    const distribution = distribute(measureRegion(region, { of: "all" }, catalog), catalog)
    return compared.map((feature) => {
      const shareOf = (mark: string) =>
        versions.reduce(
          (sum, { browser, version, share }) =>
            marksOf(feature, browser, version).split(" ").includes(mark) ? sum + share : sum,
          0,
        )
      const caniuse = { yes: shareOf("y"), almost: shareOf("a") }
      const figures = reachOf(distribution, feature)
      return {
        feature,
        figures,
        caniuse,
        fullDifference: figures.reach - caniuse.yes,
        difference: figures.reach + figures.partial - caniuse.yes - caniuse.almost,
      }
    })
  }

  return { catalog, features, usageOf, marksOf, compare }
}

export function versionsOf(usage: Usage) {
  return Object.entries(usage).flatMap(([browser, shares]) =>
    Object.entries(shares).map(([version, share]) => ({ browser, version, share })),
  )
}

/** @param part 0.5 for the median */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.map(Math.abs).sort((a, b) => a - b)
  return sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN
}
