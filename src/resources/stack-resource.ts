import * as v from "valibot"
import { resolveAudience } from "#audience/resolve-audience"
import { browserIds } from "#catalog/browsers"
import type { Feature, SupportLevels } from "#catalog/catalog"
import { type CatalogIndex, loadCatalog } from "#catalog/load"
import { figuresOf } from "#reach/audience-figures"
import { reachOf, stackSupport, supportedSince } from "#reach/reach"
import { roundReach, roundShare } from "#reach/round"
import { findFeature, MovedFeature, SplitFeature } from "#search/find-feature"
import { partName } from "#search/part-names"
import { resolveFeatures } from "#search/resolve-features"
import { UnknownId } from "#search/unknown-id"
import { InvalidParameter } from "./invalid-parameter"
import { defineResource } from "./resource"
import { audienceEntries, csvFormat, docs, text, transformWith } from "./resource-parameters"
import {
  AudienceSummary,
  BlockedBrowsers,
  reachEntries,
  share,
  summarizeAudience,
  supportEntries,
  verdictEntries,
  verdictOn,
  versions,
} from "./response-schemas"
import { routes } from "./routes"
import { blockedBrowsers } from "./support-of-browsers"

const maxFeatures = 100

/** The maximum number of characters of `features` and `add`. */
export const maxStackLength = 5_000

const featuresMessage = "Must be feature ids or compat keys separated by commas, such as grid,has."

const featureList = v.pipe(
  text(maxStackLength),
  docs("Feature ids, or compat keys of parts, separated by commas, at most 100.", "grid,has"),
  v.transform((text) => [...new Set(text.split(",").map((id) => id.trim()))].filter(Boolean)),
  v.minLength(1, featuresMessage),
  v.maxLength(maxFeatures, ({ input }) => `Must have at most ${maxFeatures} features, not ${input.length}.`),
  transformWith((ids: string[]) => {
    const catalog = loadCatalog()
    return [...new Set(ids.map((id) => (catalog.part(id) ? id : findMember(id, catalog).id)))].join(",")
  }),
)

export const StackQuery = v.object({
  ...audienceEntries,
  features: v.optional(featureList),
})

/** The query of the endpoint, which can also return the features as CSV. */
export const StackExportQuery = v.object({
  ...StackQuery.entries,
  format: csvFormat("the features"),
})

export const StackResponse = v.strictObject({
  audience: AudienceSummary,
  features: v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.description("The id of the feature, or the compat key of the part.")),
      name: v.string(),
      feature: v.pipe(v.string(), v.description("The id of the feature that contains the part.")),
      ...supportEntries,
      cost: v.pipe(share, v.description("What the reach gains without this feature.")),
    }),
  ),
  ...reachEntries,
  ...verdictEntries,
  minimum: v.pipe(
    v.nullable(versions),
    v.description("The minimum version with full support, by browser. Null if no browser has full support."),
  ),
  blockedBrowsers: BlockedBrowsers,
})
export type StackResponse = v.InferOutput<typeof StackResponse>

/** The query of the page. `add` names features to add to the stack, as in `resolveFeatures`. */
export const StackPageQuery = v.object({ ...StackQuery.entries, add: v.optional(text(maxStackLength)) })

export const stack = defineResource({
  path: routes.stack,
  summary: "The reach of a set of features",
  parameters: StackQuery,
  response: StackResponse,
  example: { features: "grid,has" },
  async resolve({ features: ids, target, ...choice }) {
    if (ids === undefined) {
      throw new InvalidParameter("features", featuresMessage)
    }
    const catalog = loadCatalog()
    const members = ids.split(",").map((id) => memberOf(id, catalog))
    const audience = await resolveAudience(choice)
    const { distribution } = figuresOf(audience)
    const levels = stackSupport(members.map((member) => member.levels))
    const figures = roundReach(reachOf(distribution, levels))
    const minimum = browserIds.flatMap((browser) => {
      const version = supportedSince(catalog, levels.support, browser)
      return version === null ? [] : [[browser, version] as const]
    })
    return {
      audience: summarizeAudience(audience),
      features: members.map((member) => {
        const others = members.filter((other) => other !== member)
        const without = reachOf(distribution, stackSupport(others.map((other) => other.levels)))
        const { unknown: _, ...own } = roundReach(reachOf(distribution, member.levels))
        const reachWithout = others.length > 0 ? without.reach : distribution.identified
        const { id, name, feature } = member
        return { id, name, feature, ...own, cost: roundShare(roundShare(reachWithout) - figures.reach) }
      }),
      ...figures,
      ...verdictOn(figures.reach, target),
      minimum: minimum.length > 0 ? Object.fromEntries(minimum) : null,
      blockedBrowsers: blockedBrowsers(audience, levels, catalog),
    }
  },
})

type Member = { id: string; name: string; feature: string; levels: SupportLevels }

/** Returns the feature or part with this id. @throws UnknownId, MovedFeature, SplitFeature */
function memberOf(id: string, catalog: CatalogIndex): Member {
  const part = catalog.part(id)
  if (part) return { id, name: partName(id), feature: part.feature.id, levels: part.status }
  const feature = findFeature(id, catalog)
  return { id: feature.id, name: feature.name, feature: feature.id, levels: feature }
}

/**
 * Adds the features that a text names to the comma-separated ids of a stack. A name that matches nothing does not block
 * the others.
 * @param add names, ids or compat keys, as in `resolveFeatures`
 * @returns the ids of the extended stack, and the names that match nothing, with suggestions
 * @throws InvalidParameter `add` if the stack would have too many features
 */
export function extendStack(ids: string | undefined, add: string) {
  const { found, unknown } = resolveFeatures(add)
  const added = found.map(({ id, part }) => part?.key ?? id)
  const members = [...new Set([...(ids?.split(",") ?? []), ...added])]
  if (members.length > maxFeatures) {
    throw new InvalidParameter(
      "add",
      `The stack would have ${members.length} features. The maximum is ${maxFeatures}.`,
    )
  }
  return { features: members.length > 0 ? members.join(",") : undefined, added, unknown }
}
export type UnknownNames = ReturnType<typeof extendStack>["unknown"]

/** Finds a feature by its current or former id. @throws InvalidParameter if no feature has the id, with suggestions */
function findMember(id: string, catalog: CatalogIndex): Feature {
  try {
    return findFeature(id, catalog)
  } catch (error) {
    if (error instanceof MovedFeature) return findFeature(error.movedTo, catalog)
    if (error instanceof SplitFeature) throw new InvalidParameter("features", error.message)
    if (!(error instanceof UnknownId)) throw error
    const suggestions = error.suggestions.slice(0, 3).join(", ")
    throw new InvalidParameter(
      "features",
      suggestions ? `${error.message} Did you mean ${suggestions}?` : error.message,
    )
  }
}
