import * as v from "valibot"
import type { Audience, AudienceChoice } from "#audience/audience"
import { browserslistQuery } from "#audience/browserslist-query"
import { resolveAudience } from "#audience/resolve-audience"
import { UnknownAudience } from "#audience/unknown-audience"
import { coreBrowsers, engineOf } from "#catalog/browsers"
import type { Feature, SupportLevels } from "#catalog/catalog"
import { type CatalogIndex, loadCatalog } from "#catalog/load"
import { figuresOf } from "#reach/audience-figures"
import { heldBackBy, missingParts, type Part, requiredParts } from "#reach/held-back-by"
import { type Blocker, blockersOf, reachOf } from "#reach/reach"
import { roundReach, roundShare } from "#reach/round"
import { findFeature } from "#search/find-feature"
import { detectionOf } from "./feature-detection"
import {
  describePart,
  findPart,
  listParts,
  mdnUrl,
  mdnUrlOfFeature,
  PartItem,
  PartSummary,
  partialSupportNotes,
} from "./feature-parts"
import { defineResource } from "./resource"
import { audienceEntries, comparedAudience, csvFormat, docs, text } from "./resource-parameters"
import {
  AudienceSummary,
  BlockedBrowsers,
  baseline,
  count,
  date,
  partialLevel,
  reachEntries,
  share,
  summarizeAudience,
  supportEntries,
  texts,
  verdictEntries,
  verdictOn,
} from "./response-schemas"
import { routes } from "./routes"
import { blockedBrowsers, supportByBrowser } from "./support-of-browsers"

export const FeatureQuery = v.object({
  ...audienceEntries,
  part: v.optional(
    v.pipe(
      text(200),
      docs("A compat key of the feature. The figures are then about this part only.", "css.selectors.has"),
    ),
  ),
  vs: comparedAudience,
})

/** The query of the endpoint, which can also return the parts as CSV. */
export const FeatureExportQuery = v.object({
  ...FeatureQuery.entries,
  format: csvFormat("the parts"),
})

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
    mdn: mdnUrl,
    discouraged: v.nullable(v.strictObject({ reason: v.string(), accordingTo: texts, alternatives: texts })),
  }),
  part: v.pipe(v.nullable(PartSummary), v.description("The part that the figures are about, with `part=`.")),
  ...reachEntries,
  ...verdictEntries,
  vs: v.pipe(
    v.nullable(v.strictObject({ audience: AudienceSummary, ...reachEntries })),
    v.description("The figures for the audience `vs`."),
  ),
  parts: v.pipe(v.array(PartItem), v.description("All parts of the feature, lowest reach first.")),
  heldBackBy: v.pipe(
    v.nullable(v.strictObject({ parts: texts, reachWithout: share })),
    v.description(
      "The fewest parts without which at least half of the partial share would have full support. Null if that takes more than 5 parts, or more than a tenth of the parts.",
    ),
  ),
  browserslist: v.pipe(
    v.nullable(v.string()),
    v.description("The first versions with full support as a browserslist query. Null if there are none."),
  ),
  detection: v.pipe(
    v.strictObject({
      supported: v.pipe(
        v.nullable(v.string()),
        v.description("Whether a browser supports the feature, or the part with `part=`."),
      ),
      missing: v.pipe(
        v.nullable(v.string()),
        v.description("Whether a browser supports the parts of `heldBackBy`."),
      ),
    }),
    v.description("Conditions in CSS or JavaScript. Null if a page cannot detect it."),
  ),
  browsers: v.array(
    v.strictObject({
      id: v.string(),
      name: v.string(),
      share,
      ...supportEntries,
      supportedSince: v.pipe(v.nullable(v.string()), v.description("The first version with full support.")),
      supportedSinceDate: date,
      partialSince: v.pipe(
        v.nullable(v.string()),
        v.description("The first version with partial support. Null if no version has partial support."),
      ),
      prefix: v.optional(v.pipe(v.string(), v.description("The prefix that partial support requires."))),
      notes: v.optional(
        v.pipe(texts, v.description("Notes of browser-compat-data on partial support, at most 5.")),
      ),
      versions: v.pipe(
        v.array(
          v.strictObject({
            version: v.string(),
            share,
            support: v.picklist(["full", "partial", "none"]),
          }),
        ),
        v.description(
          "The browser's versions in the audience, oldest first, without versions below 1% of its visits.",
        ),
      ),
    }),
  ),
  blockers: v.pipe(
    v.array(
      v.strictObject({
        browser: v.string(),
        version: v.string(),
        share,
        support: partialLevel,
        missing: v.optional(
          v.pipe(texts, v.description("The parts that the version does not support fully, at most 10.")),
        ),
        missingCount: v.optional(v.pipe(count, v.description("The number of these parts."))),
      }),
    ),
    v.description("The versions without full support, largest share first, at most 20."),
  ),
  blockedBrowsers: BlockedBrowsers,
})
export type FeatureResponse = v.InferOutput<typeof FeatureResponse>

const maxBlockers = 20
const maxMissing = 10

export const feature = defineResource({
  path: routes.feature,
  summary: "The reach of one feature or one of its parts, and the visitors without full support",
  parameters: FeatureQuery,
  response: FeatureResponse,
  example: { id: "has" },
  problems: [404, 410],
  async resolve({ id, part: key, target, vs, ...choice }) {
    const catalog = loadCatalog()
    const entry = findFeature(id, catalog)
    const part = key === undefined ? undefined : findPart(key, entry, catalog)
    const audience = await resolveAudience(choice)
    const { distribution } = figuresOf(audience)
    const levels: SupportLevels = part ?? entry
    const figures = roundReach(reachOf(distribution, levels))
    const held = part ? null : heldBackBy(entry, distribution, catalog)
    const required = part ? [part] : requiredParts(entry, catalog)
    const browsers = describeBrowsers(audience, levels, required, catalog)
    return {
      audience: summarizeAudience(audience),
      feature: describe(entry),
      part: part ? describePart(part) : null,
      ...figures,
      ...verdictOn(figures.reach, target),
      vs: vs === undefined ? null : await comparedFigures({ ...choice, audience: vs }, levels),
      parts: listParts(entry, distribution, catalog),
      heldBackBy: held && { parts: held.parts, reachWithout: roundShare(held.reachWithout) },
      browserslist: browserslistQuery(browsers) ?? null,
      detection: {
        supported: detectionOf(required, levels.support),
        missing: held && detectionOf(required.filter(({ key }) => held.parts.includes(key))),
      },
      browsers,
      blockers: describeBlockers(audience, levels, part ? [] : required, catalog),
      blockedBrowsers: blockedBrowsers(audience, levels, catalog),
    }
  },
})

/** @throws UnknownAudience for the parameter `vs`, and the other errors of `resolveAudience` */
async function comparedFigures(choice: AudienceChoice, levels: SupportLevels) {
  const audience = await resolveAudience(choice).catch((error) => {
    throw error instanceof UnknownAudience ? new UnknownAudience(error.id, "vs") : error
  })
  return {
    audience: summarizeAudience(audience),
    ...roundReach(reachOf(figuresOf(audience).distribution, levels)),
  }
}

function describe(entry: Feature) {
  const { support: _, someSupport: __, parts: ___, ...data } = entry
  return { ...data, mdn: mdnUrlOfFeature(entry) }
}

function describeBrowsers(
  audience: Audience,
  levels: SupportLevels,
  parts: readonly Part[],
  catalog: CatalogIndex,
) {
  return supportByBrowser(audience, levels, catalog).map((browser) => ({
    ...browser,
    ...(browser.partialSince !== null && partialSupportNotes(parts, browser.id)),
  }))
}

function describeBlockers(
  audience: Audience,
  levels: SupportLevels,
  required: readonly Part[],
  catalog: CatalogIndex,
) {
  const missingOf = ({ browser, version, support }: Blocker) => {
    if (support === "none") return {}
    const core = coreBrowsers.indexOf(engineOf(browser))
    const missing = missingParts(required, core, catalog.rank(browser, version) ?? 0)
    return missing.length > 0 ? { missing: missing.slice(0, maxMissing), missingCount: missing.length } : {}
  }
  return blockersOf(audience, levels, catalog)
    .slice(0, maxBlockers)
    .map((blocker) => ({ ...blocker, share: roundShare(blocker.share), ...missingOf(blocker) }))
}
