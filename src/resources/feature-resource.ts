import * as v from "valibot"
import { resolveAudience } from "#audience/resolve-audience"
import type { BrowserId } from "#catalog/browsers"
import type { Feature } from "#catalog/catalog"
import { type CatalogIndex, loadCatalog } from "#catalog/load"
import { compareVersions } from "#catalog/version"
import { figuresOf } from "#reach/audience-figures"
import {
  blockersOf,
  isSupported,
  reachByBrowser,
  reachOf,
  supportedSince,
  supportVersionsOf,
} from "#reach/reach"
import { roundReach, roundShare } from "#reach/round"
import { findFeature } from "#search/find-feature"
import { defineResource } from "./resource"
import { audienceEntries } from "./resource-parameters"
import {
  AudienceSummary,
  baseline,
  blockers,
  date,
  reachEntries,
  share,
  summarizeAudience,
  texts,
  versions,
} from "./response-schemas"
import { routes } from "./routes"

export const FeatureQuery = v.object(audienceEntries)

export const FeatureResponse = v.strictObject({
  audience: AudienceSummary,
  feature: v.strictObject({
    id: v.string(),
    name: v.string(),
    description: v.string(),
    descriptionHtml: v.string(),
    baseline,
    newlySince: date,
    widelySince: date,
    groups: texts,
    snapshots: texts,
    specifications: texts,
    caniuse: texts,
    discouraged: v.nullable(v.strictObject({ reason: v.string(), accordingTo: texts, alternatives: texts })),
    parts: v.array(v.strictObject({ key: v.string(), baseline, support: versions })),
  }),
  ...reachEntries,
  browsers: v.array(
    v.strictObject({
      id: v.string(),
      name: v.string(),
      supportedSince: v.nullable(v.string()),
      supportedSinceDate: date,
      share,
      reach: share,
      lost: share,
      versions: v.pipe(
        v.array(v.strictObject({ version: v.string(), share, supported: v.boolean() })),
        v.description(
          "The browser's versions in the audience, oldest first, without versions below 1% of its visits.",
        ),
      ),
    }),
  ),
  blockers: v.pipe(blockers, v.description("The versions without support, largest share first, at most 20.")),
})
export type FeatureResponse = v.InferOutput<typeof FeatureResponse>

const maxBlockers = 20

const minBrowserShare = 0.01

export const feature = defineResource({
  path: routes.feature,
  summary: "The reach of one feature, and the visitors without support",
  parameters: FeatureQuery,
  response: FeatureResponse,
  example: { id: "has" },
  problems: [404, 410],
  async resolve({ id, ...choice }) {
    const catalog = loadCatalog()
    const entry = findFeature(id, catalog)
    const audience = await resolveAudience(choice)
    const { distribution } = figuresOf(audience)
    const versionsOf = (browser: BrowserId, browserShare: number) =>
      audience.shares
        .filter((visits) => visits.browser === browser && visits.share >= minBrowserShare * browserShare)
        .sort((a, b) => compareVersions(a.version, b.version))
        .map(({ version, share }) => ({
          version,
          share: roundShare(share),
          supported: isSupported(catalog, entry.support, browser, version),
        }))
    return {
      audience: summarizeAudience(audience),
      feature: describe(entry, catalog),
      ...roundReach(reachOf(distribution, entry.support)),
      browsers: reachByBrowser(audience, entry.support, catalog).map(({ browser, share, reach }) => {
        const { name, releases } = catalog.browser(browser)
        const since = supportedSince(catalog, entry.support, browser)
        return {
          id: browser,
          name,
          supportedSince: since,
          supportedSinceDate: releases.find(({ version }) => version === since)?.date ?? null,
          share: roundShare(share),
          reach: roundShare(reach),
          lost: roundShare(roundShare(share) - roundShare(reach)),
          versions: versionsOf(browser, share),
        }
      }),
      blockers: blockersOf(audience, entry.support, catalog)
        .slice(0, maxBlockers)
        .map(({ browser, version, share }) => ({ browser, version, share: roundShare(share) })),
    }
  },
})

function describe(entry: Feature, catalog: CatalogIndex) {
  const { support, parts, ...data } = entry
  return {
    ...data,
    parts: parts.map(([key, statusIndex]) => {
      const status = catalog.statuses[statusIndex] as (typeof catalog.statuses)[number]
      return { key, baseline: status.baseline, support: supportVersionsOf(catalog, status.support) }
    }),
  }
}
