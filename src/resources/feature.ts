import * as v from "valibot"
import type { BrowserId } from "../catalog/browsers"
import type { Feature } from "../catalog/catalog"
import { type CatalogIndex, loadCatalog } from "../catalog/load"
import { compareVersions } from "../catalog/version"
import { blockersOf, isSupported, reachByBrowser, reachOf, supportedSince } from "../reach/reach"
import { resolveFigures } from "./audience-figures"
import { roundReach, roundShare, summarize, supportVersionsOf } from "./figures"
import { isNamed, matchNames } from "./name-index"
import { audienceEntries } from "./parameters"
import { defineResource } from "./resource"
import { ResourceError } from "./resource-error"
import {
  AudienceSummary,
  baseline,
  blockers,
  date,
  reachEntries,
  share,
  texts,
  versions,
} from "./response-schemas"
import { routes } from "./routes"
import { searchFeatures } from "./search"
import { suggestIds } from "./suggestions"
import { tokenize } from "./tokenize"

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
        v.description("Its versions in the audience, oldest first, without those of very few visits."),
      ),
    }),
  ),
  blockers: v.pipe(blockers, v.description("The versions that lack it, largest share first, at most 20.")),
})
export type FeatureResponse = v.InferOutput<typeof FeatureResponse>

const mostBlockers = 20

/** A version is named in its browser's list from this fraction of the browser's visits on. */
const leastOfBrowser = 0.01

/** Whom do we lose if we use one feature. */
export const feature = defineResource({
  path: routes.feature,
  summary: "Whom do we lose if we use one feature",
  parameters: FeatureQuery,
  response: FeatureResponse,
  example: { id: "has" },
  problems: [404, 410],
  async resolve({ id, ...choice }) {
    const catalog = loadCatalog()
    const entry = findFeature(id, catalog)
    const { audience, distribution } = await resolveFigures(choice)
    // Oldest first, and without the many that hardly anybody has.
    const versionsOf = (browser: BrowserId, whole: number) =>
      audience.shares
        .filter((part) => part.browser === browser && part.share >= leastOfBrowser * whole)
        .sort((a, b) => compareVersions(a.version, b.version))
        .map(({ version, share }) => ({
          version,
          share: roundShare(share),
          supported: isSupported(catalog, entry.support, browser, version),
        }))
    return {
      audience: summarize(audience),
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
        .slice(0, mostBlockers)
        .map(({ browser, version, share }) => ({ browser, version, share: roundShare(share) })),
    }
  },
})

/**
 * The feature of an id.
 * @throws ResourceError 301 where it has another id now, or is written in other letters; 410 where it was split, 404 where there is none.
 */
export function findFeature(id: string, catalog: CatalogIndex): Feature {
  const entry = catalog.feature(id)
  if (entry) return entry
  const lower = id.toLowerCase()
  const movedTo = Object.hasOwn(catalog.moved, lower) ? catalog.moved[lower] : catalog.feature(lower)?.id
  if (movedTo !== undefined) {
    throw new ResourceError({ status: 301, detail: `“${id}” is called “${movedTo}” here.`, movedTo })
  }
  const successors = Object.hasOwn(catalog.split, lower) ? catalog.split[lower] : undefined
  if (successors !== undefined) {
    throw new ResourceError({
      status: 410,
      detail: `“${id}” was split into ${successors.map((successor) => `“${successor}”`).join(" and ")}.`,
      successors: [...successors],
    })
  }
  throw new ResourceError({
    status: 404,
    detail: `There is no web feature “${id.slice(0, 100)}”.`,
    suggestions: suggestFeatures(id, catalog),
  })
}

/** Ids for one that does not exist: those nearest to it and those that a search finds, which go first where it is a name. */
function suggestFeatures(unknown: string, { features }: CatalogIndex): string[] {
  const text = unknown.slice(0, 100)
  const near = suggestIds(
    text,
    features.map(({ id }) => id),
  )
  const found = searchFeatures(text)
    .slice(0, 3)
    .map((place) => features[place]?.id ?? "")
  const likeliest = isNamed(matchNames(tokenize(text))) ? [...found, ...near] : [...near, ...found]
  return [...new Set(likeliest)].slice(0, 5)
}

function describe(entry: Feature, catalog: CatalogIndex) {
  const { support, parts, ...described } = entry
  return {
    ...described,
    parts: parts.map(([key, place]) => {
      const status = catalog.statuses[place] as (typeof catalog.statuses)[number]
      return { key, baseline: status.baseline, support: supportVersionsOf(catalog, status.support) }
    }),
  }
}
