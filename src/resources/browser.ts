import * as v from "valibot"
import { type BrowserId, browserIds, toBrowserId } from "../catalog/browsers"
import type { Browser } from "../catalog/catalog"
import { type CatalogIndex, loadCatalog, newestRelease } from "../catalog/load"
import { compareVersions, isVersion } from "../catalog/version"
import { isSupported } from "../reach/reach"
import { figuresOf } from "./audience-figures"
import { figure, summarize } from "./figures"
import { audienceEntries } from "./parameters"
import { defineResource, type ResultOf } from "./resource"
import { invalidParameter, ResourceError } from "./resource-error"
import { routes } from "./routes"
import { nearestIds } from "./search"

export const BrowserQuery = v.object({
  ...audienceEntries,
  version: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.toUpperCase(),
      v.check(isVersion, "Takes a version in numbers, such as 120 or 15.6, or TP."),
    ),
  ),
})

/** What a version of a browser has and lacks, and the shares of its versions in an audience. */
export const browser = defineResource({
  path: routes.browser,
  parameters: BrowserQuery,
  async resolve({ id, version: asked, ...choice }) {
    const catalog = loadCatalog()
    const entry = findBrowser(id, catalog)
    const { audience, share } = await figuresOf(choice)
    const versions = listVersions(
      entry,
      audience.shares.filter((part) => part.browser === entry.id),
    )
    const named = asked ?? newestRelease(entry)?.version ?? "0"
    // 16.0 is 16, by the name that the data has for it.
    const known = versions.find(({ version: listed }) => compareVersions(listed, named) === 0)
    const version = known?.version ?? named
    requireTracked(entry, version, catalog)
    const missing = catalog.features.filter(
      ({ support }) => !isSupported(catalog, support, entry.id, version),
    )
    return {
      audience: summarize(audience),
      browser: { id: entry.id, name: entry.name, share: figure(share.get(entry.id) ?? 0) },
      version,
      released: known?.released ?? null,
      share: known?.share ?? 0,
      supported: catalog.features.length - missing.length,
      missing: missing.map(({ id: featureId, name, baseline, newlySince }) => ({
        id: featureId,
        name,
        baseline,
        since: newlySince,
      })),
      versions,
    }
  },
})

export type BrowserAnswer = ResultOf<typeof browser>

/** The browser of an id of web-features or caniuse. @throws ResourceError 404 */
function findBrowser(id: string, catalog: CatalogIndex): Browser {
  const known = toBrowserId(id)
  if (known) return catalog.browser(known)
  throw new ResourceError({
    status: 404,
    detail: `There is no browser “${id.slice(0, 100)}” here.`,
    suggestions: nearestIds(id, browserIds),
  })
}

function requireTracked({ id, name, releases }: Browser, version: string, catalog: CatalogIndex) {
  if (catalog.rank(id as BrowserId, version) !== undefined) return
  throw invalidParameter(
    "version",
    `Nothing is known of ${name} ${version}; its oldest known version is ${releases[0]?.version}.`,
  )
}

/**
 * All versions, released or in the audience, newest first. The data packages write a version in two ways (`17` and
 * `17.0`): a release's own is taken.
 */
function listVersions({ releases }: Browser, shares: readonly { version: string; share: number }[]) {
  const versions = new Map<string, { version: string; released: string | null; share: number }>()
  for (const { version, date } of releases) {
    versions.set(withoutZeros(version), { version, released: date, share: 0 })
  }
  for (const { version, share } of shares) {
    const key = withoutZeros(version)
    const known = versions.get(key) ?? { version, released: null, share: 0 }
    versions.set(key, { ...known, share: figure(known.share + share) })
  }
  return [...versions.values()].sort((a, b) => compareVersions(b.version, a.version))
}

function withoutZeros(version: string): string {
  const parts = version.split(".")
  while (parts.length > 1 && Number(parts.at(-1)) === 0) parts.pop()
  return parts.join(".")
}
