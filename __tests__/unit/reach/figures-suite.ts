import { type CoreBrowserId, coreBrowsers, engineOf, toBrowserId } from "#catalog/browsers"
import type { Feature, Usage } from "#catalog/catalog"
import { type DataPackageNames, dataPackages } from "#catalog/data-packages"
import { normalizeVersion } from "#catalog/version"
import { supportOf } from "#reach/reach"
import { caniuseComparison, quantile, versionsOf } from "../../support/inputs/caniuse-comparison"

/** Compares reach by web-features' support data with the share of visits that caniuse's own table marks `y`. */
export function describeFigures(names: DataPackageNames = dataPackages): void {
  const { agents } = require(names.caniuse)
  const { catalog, features, usageOf, marksOf, compare } = caniuseComparison(names)

  /** Names the version with the most visits on which the two sources differ. */
  function reasonOf(feature: Feature, usage: Usage): string {
    const disagreements = versionsOf(usage).filter(({ browser, version }) => {
      const known = toBrowserId(browser)
      const isFull =
        known !== undefined && supportOf(catalog, feature, known, normalizeVersion(version)) === "full"
      return isFull !== marksOf(feature, browser, version).startsWith("y")
    })
    const [largest] = disagreements.sort((a, b) => b.share - a.share)
    if (!largest) return "none"
    const { browser, version, share } = largest
    const known = toBrowserId(browser)
    const core = known && coreBrowsers.indexOf(engineOf(known) as CoreBrowserId)
    const since =
      core === undefined ? undefined : catalog.supportVersions[core]?.[feature.support[core] ?? -1]
    const ours = known === undefined ? "not tracked" : since ? `since ${since}` : "no"
    const name = agents[browser]?.browser ?? browser
    const marks = marksOf(feature, browser, version)
    return `${name} ${version} (${(share * 100).toFixed(1)} %): caniuse “${marks}”, web-features ${ours}`
  }

  test("compares more than 300 features", () => {
    expect(features.length).toBeGreaterThan(300)
  })

  test.each(["world", "DE", "US", "IN", "JP"])("reach of %s agrees with caniuse's tables", (region) => {
    const comparisons = compare(region).sort(
      (a, b) => Math.abs(b.fullDifference) - Math.abs(a.fullDifference),
    )
    const differences = comparisons.map(({ fullDifference }) => fullDifference)
    const [median, upper] = [quantile(differences, 0.5), quantile(differences, 0.75)]
    const rows = comparisons
      .slice(0, 10)
      .map(
        ({ feature, figures, caniuse }) =>
          `  ${feature.id}: ${figures.reach.toFixed(4)}, caniuse ${caniuse.yes.toFixed(4)}. ${reasonOf(feature, usageOf(region))}`,
      )
    process.stdout.write(
      `${region}: ${comparisons.length} features, median difference ${median.toFixed(5)}, ` +
        `75th percentile ${upper.toFixed(5)}. The ten largest:\n${rows.join("\n")}\n`,
    )
    expect(median).toBeLessThanOrEqual(0.0015)
    expect(upper).toBeLessThanOrEqual(0.005)
  })
}
