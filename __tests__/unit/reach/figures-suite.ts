import { regionAudience } from "#audience/audience"
import { type CoreBrowserId, coreBrowsers, engineOf, toBrowserId } from "#catalog/browsers"
import type { Feature, Usage } from "#catalog/catalog"
import { type DataPackageNames, dataPackages } from "#catalog/data-packages"
import { normalizeVersion } from "#catalog/version"
import { distribute, reachOf, supportOf } from "#reach/reach"
import { provideCatalog } from "../../support/inputs/catalog"

/** Compares reach by web-features' support data with the share of visits that caniuse's own table marks `y`. */
export function describeFigures(names: DataPackageNames = dataPackages): void {
  const { agents, feature: unpackFeature } = require(names.caniuse)
  const catalog = provideCatalog(names)
  const comparable = catalog.features.filter(({ caniuse }) => caniuse.length === 1)
  const tables = new Map(
    comparable.map(({ caniuse: [id] }) => [
      id,
      unpackFeature(require(`${names.caniuse}/data/features/${id}.js`)).stats as Record<
        string,
        Record<string, string>
      >,
    ]),
  )
  const flagsOf = ({ caniuse: [id] }: Feature, browser: string, version: string) =>
    tables.get(id)?.[browser]?.[version] ?? ""
  const isYes = (flags: string) => flags.split(" ").includes("y")

  function entriesOf(usage: Usage) {
    return Object.entries(usage).flatMap(([browser, versions]) =>
      Object.entries(versions).map(([version, share]) => ({ browser, version, share })),
    )
  }

  function reasonOf(feature: Feature, usage: Usage): string {
    const disagreements = entriesOf(usage).filter(({ browser, version }) => {
      const known = toBrowserId(browser)
      const supported =
        known !== undefined && supportOf(catalog, feature, known, normalizeVersion(version)) === "full"
      return supported !== isYes(flagsOf(feature, browser, version))
    })
    const [largest] = disagreements.sort((a, b) => b.share - a.share)
    if (!largest) return "none"
    const { browser, version, share } = largest
    const flags = flagsOf(feature, browser, version)
    const verdict = flags.startsWith("a")
      ? "in part"
      : flags.includes("d")
        ? "behind a flag"
        : flags.startsWith("y")
          ? "yes"
          : flags.startsWith("u")
            ? "unknown"
            : "no"
    const known = toBrowserId(browser)
    const core = known && coreBrowsers.indexOf(engineOf(known) as CoreBrowserId)
    const since =
      core === undefined ? undefined : catalog.supportVersions[core]?.[feature.support[core] ?? -1]
    const ours = known === undefined ? "not tracked" : since ? `since ${since}` : "no"
    const name = agents[browser]?.browser ?? browser
    return `${name} ${version} (${(share * 100).toFixed(1)} %): caniuse ${verdict} (${flags}), web-features ${ours}`
  }

  test("compares more than 300 features", () => {
    expect(comparable.length).toBeGreaterThan(300)
  })

  test.each(["world", "DE", "US", "IN", "JP"])("reach of %s agrees with caniuse's tables", (region) => {
    const usage = region === "world" ? catalog.world : (catalog.regions[region] as Usage)
    const entries = entriesOf(usage)
    const distribution = distribute(regionAudience({ audience: region, of: "all" }), catalog)
    const differences = comparable
      .map((feature) => {
        const yes = entries.filter(({ browser, version }) => isYes(flagsOf(feature, browser, version)))
        const caniuse = yes.reduce((sum, { share }) => sum + share, 0)
        const { reach } = reachOf(distribution, feature)
        return { feature, reach, caniuse, difference: Math.abs(reach - caniuse) }
      })
      .sort((a, b) => b.difference - a.difference)
    const quantile = (part: number) =>
      differences[Math.floor((1 - part) * (differences.length - 1))]?.difference ?? 1
    const rows = differences
      .slice(0, 10)
      .map(
        ({ feature, reach, caniuse }) =>
          `  ${feature.id}: ${reach.toFixed(4)}, caniuse ${caniuse.toFixed(4)}. ${reasonOf(feature, usage)}`,
      )
    process.stdout.write(
      `${region}: ${differences.length} features, median difference ${quantile(0.5).toFixed(5)}, ` +
        `75th percentile ${quantile(0.75).toFixed(5)}. The ten largest:\n${rows.join("\n")}\n`,
    )
    expect(quantile(0.5)).toBeLessThanOrEqual(0.0015)
    expect(quantile(0.75)).toBeLessThanOrEqual(0.005)
  })
}
