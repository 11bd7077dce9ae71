import * as v from "valibot"
import { parseCaniuseVersion } from "#audience/browser-version"
import { resolveAudience } from "#audience/resolve-audience"
import { type BrowserId, browserIds, coreBrowsers, engineOf, toBrowserId } from "#catalog/browsers"
import type { Browser } from "#catalog/catalog"
import { type CatalogIndex, loadCatalog, newestRelease } from "#catalog/load"
import { compareVersions, isVersion, normalizeVersion, technologyPreview } from "#catalog/version"
import { figuresOf } from "#reach/audience-figures"
import { supportOf } from "#reach/reach"
import { roundShare } from "#reach/round"
import { suggestIds } from "#search/suggestions"
import { UnknownId } from "#search/unknown-id"
import { InvalidParameter } from "./invalid-parameter"
import { defineResource } from "./resource"
import { audienceEntries, docs } from "./resource-parameters"
import {
  AudienceSummary,
  baseline,
  count,
  date,
  partialLevel,
  share,
  summarizeAudience,
} from "./response-schemas"
import { routes } from "./routes"

const versionMessage = "Must be a version number, such as 120 or 15.6, or TP for Safari."

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
})

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
})
export type BrowserResponse = v.InferOutput<typeof BrowserResponse>

export const browser = defineResource({
  path: routes.browser,
  summary: "What a browser version supports and lacks",
  parameters: BrowserQuery,
  response: BrowserResponse,
  example: { id: "safari_ios", version: "15.6" },
  problems: [404],
  async resolve({ id, version: requested, ...choice }) {
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
    throw new InvalidParameter("version", versionMessage)
  }
  if (catalog.rank(entry.id, version) !== undefined) return version
  const [oldest] = entry.releases
  throw new InvalidParameter(
    "version",
    `There is no data for ${entry.name} ${version}. The oldest version with data is ${oldest?.version}.`,
  )
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
