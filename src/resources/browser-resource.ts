import * as v from "valibot"
import type { Audience } from "#audience/audience"
import { parseBrowserVersion, parseCaniuseVersion } from "#audience/browser-version"
import { resolveAudience } from "#audience/resolve-audience"
import {
  type BrowserId,
  browserIds,
  coreBrowsers,
  engineOf,
  toBrowserId,
  toCaniuseId,
} from "#catalog/browsers"
import type { Browser } from "#catalog/catalog"
import { isReleasedMajor } from "#catalog/known-releases"
import { type CatalogIndex, loadCatalog, newestRelease } from "#catalog/load"
import { compareVersions, isVersion, normalizeVersion, technologyPreview } from "#catalog/version"
import { computeFigures, figuresOf } from "#reach/audience-figures"
import { supportOf } from "#reach/reach"
import { roundShare } from "#reach/round"
import { withoutVersionsBelow } from "#reach/without-versions"
import { suggestIds } from "#search/suggestions"
import { UnknownId } from "#search/unknown-id"
import { InvalidParameter } from "./invalid-parameter"
import { defineResource } from "./resource"
import { audienceEntries, docs, mustBe } from "./resource-parameters"
import {
  AudienceSummary,
  baseline,
  count,
  date,
  partialLevel,
  share,
  summarizeAudience,
  targetShare,
  verdictEntries,
} from "./response-schemas"
import { routes } from "./routes"

const versionMessage = mustBe("a version number, such as 120 or 15.6, or TP for Safari")

const belowMessage = mustBe("the first version to keep, such as 16 or 15.4")

export const BrowserQuery = v.object({
  ...audienceEntries,
  version: v.optional(
    v.pipe(
      v.string(),
      docs("A version of the browser. Default: the newest.", "15.6"),
      v.trim(),
      v.toUpperCase(),
      v.check((text) => isVersion(normalizeVersion(text)), versionMessage),
    ),
  ),
  below: v.optional(
    v.pipe(
      v.string(),
      docs("Drops all versions of the browser below this version. See `below` in the response.", "16"),
      v.trim(),
      v.check((text) => text !== technologyPreview && isVersion(text), belowMessage),
    ),
  ),
})

const Dropped = v.pipe(
  v.strictObject({
    version: v.pipe(v.string(), v.description("The first version that is kept.")),
    share: v.pipe(share, v.description("The share of visits with an older version of the browser.")),
    gained: v.pipe(
      v.array(v.string()),
      v.description(
        "The ids of features that reach the target only without these versions. The shares are then fractions of the remaining visits.",
      ),
    ),
    gainedFeatures: v.pipe(
      v.array(v.strictObject({ id: v.string(), name: v.string(), reach: share, reachWithout: share })),
      v.description("The features of `gained`, with their reach with and without these versions."),
    ),
    browserslist: v.pipe(
      v.nullable(v.string()),
      v.description(
        "The query of `browsers` (default: `defaults`) without these versions. Null if browserslist does not know the browser.",
      ),
    ),
  }),
  v.description("What dropping all versions below `below` loses and gains. Null without `below`."),
)

const Version = v.strictObject({
  version: v.string(),
  released: date,
  share,
  supported: v.pipe(count, v.description("The number of features that this version supports fully.")),
  partial: v.pipe(count, v.description("The number of features that this version supports in part.")),
})

export const BrowserResponse = v.strictObject({
  audience: AudienceSummary,
  browser: v.strictObject({ id: v.string(), name: v.string(), share }),
  ...Version.entries,
  missing: v.pipe(
    v.array(
      v.strictObject({ id: v.string(), name: v.string(), baseline, since: date, support: partialLevel }),
    ),
    v.description("The features that this version does not support fully."),
  ),
  versions: v.array(Version),
  target: verdictEntries.target,
  below: v.nullable(Dropped),
})
export type BrowserResponse = v.InferOutput<typeof BrowserResponse>

export const browser = defineResource({
  path: routes.browser,
  summary: "What a browser version supports and lacks",
  parameters: BrowserQuery,
  response: BrowserResponse,
  example: { id: "safari_ios", version: "15.6" },
  problems: [404],
  async resolve({ id, version: requested, below, target: percent, ...choice }) {
    const catalog = loadCatalog()
    const entry = findBrowser(id, catalog)
    const audience = await resolveAudience(choice)
    const { share } = figuresOf(audience)
    const countsOf = countFeatures(entry.id, catalog)
    const versions = listVersions(
      entry,
      audience.shares.filter((visits) => visits.browser === entry.id),
    ).map((listed) => ({ ...listed, ...countsOf(listed.version) }))
    const version = versionOf(entry, requested, catalog)
    const target = targetShare(percent)
    return {
      audience: summarizeAudience(audience),
      browser: { id: entry.id, name: entry.name, share: roundShare(share.get(entry.id) ?? 0) },
      ...(versions.find((listed) => listed.version === version) ?? {
        version,
        released: null,
        share: 0,
        ...countsOf(version),
      }),
      missing: missingFeatures(entry.id, version, catalog),
      versions,
      target,
      below: below === undefined ? null : drop(audience, entry, versionToKeep(entry, below), target, catalog),
    }
  },
})

function missingFeatures(browser: BrowserId, version: string, catalog: CatalogIndex) {
  return catalog.features.flatMap((feature) => {
    const support = supportOf(catalog, feature, browser, version)
    const { id, name, baseline, newlySince } = feature
    return support === "full" ? [] : [{ id, name, baseline, since: newlySince, support }]
  })
}

/** Returns a function that counts the features that a version of the browser supports fully, and in part. */
function countFeatures(browser: BrowserId, catalog: CatalogIndex) {
  const core = coreBrowsers.indexOf(engineOf(browser))
  const indexesOf = (level: "support" | "someSupport") =>
    catalog.features.map((feature) => feature[level][core] ?? -1).filter((index) => index !== -1)
  const [full, some] = [indexesOf("support"), indexesOf("someSupport")]
  const countBelow = (indexes: readonly number[], rank: number) =>
    indexes.reduce((sum, index) => (index < rank ? sum + 1 : sum), 0)
  return (version: string) => {
    const rank = catalog.rank(browser, version) ?? 0
    const supported = countBelow(full, rank)
    return { supported, partial: countBelow(some, rank) - supported }
  }
}

/** Accepts ids of web-features and caniuse. @throws UnknownId */
function findBrowser(id: string, catalog: CatalogIndex): Browser {
  const known = toBrowserId(id)
  if (known) return catalog.browser(known)
  throw new UnknownId(`There is no browser “${id.slice(0, 100)}”.`, suggestIds(id, browserIds))
}

/** Returns the version in the form that the data uses. Default: the newest. @throws InvalidParameter */
function versionOf(entry: Browser, requested: string | undefined, catalog: CatalogIndex): string {
  const version = parseCaniuseVersion(entry.id, requested ?? newestRelease(entry)?.version ?? "")?.version
  if (version === undefined || (version === technologyPreview && entry.id !== "safari")) {
    throw new InvalidParameter("version", versionMessage({ input: requested }))
  }
  requireRelease("version", entry, version)
  if (catalog.rank(entry.id, version) !== undefined) return version
  const [oldest] = entry.releases
  throw new InvalidParameter(
    "version",
    `There is no data for ${entry.name} ${version}. The oldest version with data is ${oldest?.version}.`,
  )
}

/**
 * Accepts versions that are slightly newer than the data, because the browser of a visitor can be newer.
 * @throws InvalidParameter if the browser has no such version
 */
function requireRelease(parameter: "version" | "below", { id, name, releases }: Browser, version: string) {
  if (version === technologyPreview || isReleasedMajor(id, Number.parseInt(version, 10))) return
  const older = releases.findLast((release) => compareVersions(release.version, version) < 0)
  const newer = releases.find((release) => compareVersions(release.version, version) > 0)
  const hint =
    older && newer
      ? `The nearest versions are ${older.version} and ${newer.version}.`
      : newer
        ? `The oldest version with data is ${newer.version}.`
        : `The newest version is ${older?.version}.`
  throw new InvalidParameter(parameter, `There is no ${name} ${version}. ${hint}`)
}

/** Returns the version in the form that the data uses. @throws InvalidParameter if the browser has no such version */
function versionToKeep(entry: Browser, below: string): string {
  const version = parseBrowserVersion(entry.id, below)?.version
  const newest = entry.releases.at(-1)?.version
  if (version === undefined) throw new InvalidParameter("below", belowMessage({ input: below }))
  requireRelease("below", entry, version)
  if (newest !== undefined && compareVersions(version, newest) > 0) {
    throw new InvalidParameter(
      "below",
      `There is no ${entry.name} ${version}. The newest version is ${newest}.`,
    )
  }
  return version
}

function drop(
  audience: Audience,
  { id }: Browser,
  version: string,
  target: number,
  catalog: CatalogIndex,
): v.InferOutput<typeof Dropped> {
  const { share, remaining } = withoutVersionsBelow(audience, id, version)
  const before = figuresOf(audience).reach
  const after = remaining === null ? null : computeFigures(remaining, catalog)
  const gained = (after?.byReach ?? []).flatMap((index) => {
    const [feature, reach = 0] = [catalog.features[index], before[index]?.reach]
    const reachWithout = after?.reach[index]?.reach ?? 0
    if (!feature || reach >= target || reachWithout < target) return []
    return [{ id: feature.id, name: feature.name, reach, reachWithout }]
  })
  const name = toCaniuseId(id)
  const query = audience.browsers ?? "defaults"
  return {
    version,
    share: roundShare(share),
    gained: gained.map((feature) => feature.id),
    gainedFeatures: gained,
    browserslist: name === undefined ? null : `${query}, not ${name} < ${version}`,
  }
}

function listVersions({ releases }: Browser, shares: readonly { version: string; share: number }[]) {
  const versions = new Map<string, { version: string; released: string | null; share: number }>()
  for (const { version, date } of releases) {
    versions.set(version, { version, released: date, share: 0 })
  }
  for (const { version, share } of shares) {
    const released = versions.get(version)?.released ?? null
    versions.set(version, { version, released, share: roundShare(share) })
  }
  return [...versions.values()].sort((a, b) => compareVersions(b.version, a.version))
}
