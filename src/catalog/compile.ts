import { readdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { type BrowserId, browserIds, type DownstreamBrowserId, downstreamBrowsers } from "./browsers"
import { caniuseOnlyFeatures } from "./caniuse-only"
import type { Browser, Catalog, Feature, PartStatus, Release, SupportLevels, Usage } from "./catalog"
import { readCompatData } from "./compat-data"
import { encodeSupport, readSupport, supportVersionsOf, toBaseline, toDate } from "./compile-support"
import { type DataPackageNames, dataPackages } from "./data-packages"
import { compareVersions, normalizeVersion, withoutZeros } from "./version"

type WebFeaturesData = typeof import("web-features")
type FeatureData = Extract<WebFeaturesData["features"][string], { kind: "feature" }>
type Agents = {
  [browser: string]: { usage_global: Record<string, number>; versions: (string | null)[] }
}
type MappedVersion = {
  browser: string
  version: string
  release_date: string
  engine?: string
  engine_version?: string
}

/**
 * Compiles the data packages installed in `directory` into one catalogue. Runs at build time, because webpack breaks
 * the entry files of these packages.
 * @param names the names or aliases of the packages in node_modules
 */
export function compileCatalog(directory = process.cwd(), names: DataPackageNames = dataPackages): Catalog {
  const load = createRequire(path.join(directory, "package.json"))
  const webFeatures: WebFeaturesData = load(`${names.webFeatures}/data.json`)
  const { agents, region } = load(names.caniuse) as {
    agents: Agents
    region(packed: unknown): Record<string, Record<string, number | null>>
  }
  const { getAllVersions } = load(names.browserMapping) as typeof import("baseline-browser-mapping")
  const mappedVersions = getAllVersions({
    includeDownstreamBrowsers: true,
    outputFormat: "array",
    suppressWarnings: true,
  }) as MappedVersion[]

  const caniuseVersions = mapValues(agents, ({ versions }) =>
    versions.filter((version) => version !== null).sort(compareCaniuseVersions),
  )
  const toUsage = (shares: Record<string, Record<string, number | null>>) => usageOf(shares, caniuseVersions)

  const { data, moved, split } = sortByKind(webFeatures)
  const compatData = readCompatData(load, names.compatData)
  const supports = data.map(([, feature]) => readSupport(feature, compatData))
  const supportVersions = supportVersionsOf(supports)
  const statuses = new Interned<PartStatus>()
  const features = data.map(([id, feature], index): Feature => {
    const support = supports[index] as (typeof supports)[number]
    return {
      ...toFeature(id, feature),
      ...encodeSupport(support, supportVersions),
      parts: [...support.parts].map(([key, { baseline, since, ...versions }]) => [
        key,
        statuses.indexOf({ baseline, since, ...encodeSupport(versions, supportVersions) }),
      ]),
    }
  })

  return {
    packages: {
      webFeatures: installedVersion(load, names.webFeatures),
      caniuse: installedVersion(load, names.caniuse),
      browserMapping: installedVersion(load, names.browserMapping),
      compatData: names.compatData === null ? null : installedVersion(load, names.compatData),
    },
    features,
    moved,
    split,
    groups: mapValues(webFeatures.groups, ({ name, parent }) => ({ name, parent: parent ?? null })),
    snapshots: mapValues(webFeatures.snapshots, ({ name }) => ({ name })),
    browsers: browserIds.map((id) => toBrowser(id, webFeatures, mappedVersions)),
    supportVersions,
    statuses: statuses.values,
    world: toUsage(mapValues(agents, (agent) => agent.usage_global)),
    regions: Object.fromEntries(
      regionCodes(load, names.caniuse).map((code) => [
        code,
        toUsage(region(load(`${names.caniuse}/data/regions/${code}`))),
      ]),
    ),
    caniuseOnly: caniuseOnlyFeatures(
      load,
      packageRoot(load, names.caniuse),
      features.flatMap(({ caniuse }) => caniuse),
    ),
  }
}

function sortByKind({ features }: WebFeaturesData) {
  const data: [id: string, feature: FeatureData][] = []
  const moved: Record<string, string> = {}
  const split: Record<string, readonly string[]> = {}
  for (const [id, feature] of Object.entries(features).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (feature.kind === "moved") moved[id] = feature.redirect_target
    else if (feature.kind === "split") split[id] = feature.redirect_targets
    else data.push([id, feature])
  }
  return { data, moved, split }
}

function toFeature(
  id: string,
  { status, discouraged, ...data }: FeatureData,
): Omit<Feature, keyof SupportLevels | "parts"> {
  return {
    id,
    name: data.name,
    description: data.description,
    descriptionHtml: data.description_html,
    baseline: toBaseline(status.baseline),
    newlySince: toDate(status.baseline_low_date),
    widelySince: toDate(status.baseline_high_date),
    groups: data.group ?? [],
    snapshots: data.snapshot ?? [],
    specifications: data.spec,
    caniuse: data.caniuse ?? [],
    discouraged: discouraged
      ? {
          reason: discouraged.reason,
          accordingTo: discouraged.according_to,
          alternatives: discouraged.alternatives ?? [],
        }
      : null,
  }
}

function toBrowser(id: BrowserId, { browsers }: WebFeaturesData, mapped: MappedVersion[]): Browser {
  const releases = new Map<string, Release>()
  for (const entry of mapped) {
    // In baseline-browser-mapping, version 0 means “before Baseline”. It is not a release.
    if (entry.browser !== id || entry.version === "0") continue
    const version = withoutZeros(entry.version)
    const release: Release = { version, date: toDate(entry.release_date) }
    if (id in downstreamBrowsers) {
      if (entry.engine !== "Blink" || entry.engine_version === undefined) continue
      release.engineVersion = entry.engine_version
    }
    releases.set(version, release)
  }
  if (id in downstreamBrowsers) {
    const { name } = downstreamBrowsers[id as DownstreamBrowserId]
    return { id, name, releases: sortReleases(releases) }
  }
  const { name, releases: tracked } = browsers[id as keyof typeof browsers]
  for (const { version: named, date } of tracked) {
    const version = withoutZeros(named)
    if (!releases.get(version)?.date) releases.set(version, { version, date: toDate(date) })
  }
  return { id, name, releases: sortReleases(releases) }
}

function sortReleases(releases: Map<string, Release>): Release[] {
  return [...releases.values()].sort((a, b) => compareVersions(a.version, b.version))
}

/**
 * Converts the percentages of caniuse to fractions. Leaves out versions with 0 percent. In regional data, version 0
 * means the newest version.
 */
function usageOf(
  percents: Record<string, Record<string, number | null>>,
  caniuseVersions: Record<string, string[]>,
): Usage {
  const usage: Record<string, Record<string, number>> = {}
  for (const [browser, versions] of Object.entries(percents)) {
    const shares: Record<string, number> = {}
    for (const [version, percent] of Object.entries(versions)) {
      if (!percent) continue
      const name = version === "0" ? (caniuseVersions[browser]?.at(-1) ?? version) : version
      shares[name] = (shares[name] ?? 0) + percent / 100
    }
    if (Object.keys(shares).length > 0) usage[browser] = shares
  }
  return usage
}

function compareCaniuseVersions(a: string, b: string): number {
  return compareVersions(normalizeVersion(a), normalizeVersion(b))
}

function regionCodes(load: NodeJS.Require, caniuse: string): string[] {
  return readdirSync(path.join(packageRoot(load, caniuse), "data", "regions"))
    .filter((file) => file.endsWith(".js"))
    .map((file) => file.slice(0, -".js".length))
    .sort()
}

function installedVersion(load: NodeJS.Require, name: string): string {
  return JSON.parse(readFileSync(path.join(packageRoot(load, name), "package.json"), "utf8")).version
}

function packageRoot(load: NodeJS.Require, name: string): string {
  const entry = load.resolve(name)
  const folder = path.join("node_modules", name)
  return entry.slice(0, entry.lastIndexOf(folder) + folder.length)
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

/** Stores equal values only once, because thousands of parts share a few hundred statuses. */
class Interned<Value> {
  readonly values: Value[] = []
  readonly #indices = new Map<string, number>()

  indexOf(value: Value): number {
    const key = JSON.stringify(value)
    const known = this.#indices.get(key)
    if (known !== undefined) return known
    this.#indices.set(key, this.values.length)
    return this.values.push(value) - 1
  }
}
