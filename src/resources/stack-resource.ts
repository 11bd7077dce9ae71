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
import { tokenize } from "#search/tokenize"
import { UnknownId } from "#search/unknown-id"
import { InvalidParameter } from "./invalid-parameter"
import { defineResource } from "./resource"
import { audienceEntries, docs, text, transformWith } from "./resource-parameters"
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

const featuresMessage = "Must be feature ids or compat keys separated by commas, such as grid,has."

const featureList = v.pipe(
  v.string(),
  docs("Feature ids, or compat keys of parts, separated by commas, at most 100.", "grid,has"),
  v.maxLength(5_000, "Must have at most 5,000 characters."),
  v.transform((text) => [...new Set(text.split(",").map((id) => id.trim()))].filter(Boolean)),
  v.minLength(1, featuresMessage),
  v.maxLength(maxFeatures, ({ input }) => `Must have at most ${maxFeatures} features, not ${input.length}.`),
  transformWith((ids: string[]) => {
    const catalog = loadCatalog()
    return [
      ...new Set(ids.map((id) => (catalog.part(id) ? id : findMember(id, catalog, "features").id))),
    ].join(",")
  }),
)

export const StackQuery = v.object({
  ...audienceEntries,
  features: v.optional(featureList),
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

/** The query of the page. `add` contains ids or names to add to the stack, separated by commas. */
export const StackPageQuery = v.object({ ...StackQuery.entries, add: v.optional(text(500)) })

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
 * Adds features to the comma-separated ids of a stack.
 * @param add ids or names, separated by commas
 * @throws InvalidParameter `add`, with suggestions in its message
 */
export function extendStack(ids: string | undefined, add: string): string {
  const catalog = loadCatalog()
  const added = splitNames(add, catalog).map((text) => resolveName(text, catalog))
  const members = new Set([...(ids?.split(",") ?? []), ...added])
  if (members.size > maxFeatures) {
    throw new InvalidParameter(
      "add",
      `The stack would have ${members.size} features. The maximum is ${maxFeatures}.`,
    )
  }
  return [...members].join(",")
}

function splitNames(text: string, catalog: CatalogIndex): string[] {
  if (findByName(text, catalog)) return [text]
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)
}

function resolveName(text: string, catalog: CatalogIndex): string {
  const named = findByName(text, catalog) ?? catalog.feature(tokenize(text).join("-"))
  return (named ?? findMember(text.toLowerCase(), catalog, "add")).id
}

function findByName(text: string, { features }: CatalogIndex): Feature | undefined {
  const name = text.toLowerCase()
  return features.find((feature) => feature.name.toLowerCase() === name)
}

/** Finds a feature by its current or former id. @throws InvalidParameter if no feature has the id, with suggestions */
function findMember(id: string, catalog: CatalogIndex, parameter: "features" | "add"): Feature {
  try {
    return findFeature(id, catalog)
  } catch (error) {
    if (error instanceof MovedFeature) return findFeature(error.movedTo, catalog)
    if (error instanceof SplitFeature) throw new InvalidParameter(parameter, error.message)
    if (!(error instanceof UnknownId)) throw error
    const suggestions = error.suggestions.slice(0, 3).join(", ")
    throw new InvalidParameter(
      parameter,
      suggestions ? `${error.message} Did you mean ${suggestions}?` : error.message,
    )
  }
}
