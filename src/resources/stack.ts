import * as v from "valibot"
import { browserIds } from "../catalog/browsers"
import type { Feature } from "../catalog/catalog"
import { type CatalogIndex, loadCatalog } from "../catalog/load"
import { reachOf, stackSupport, supportedSince } from "../reach/reach"
import { resolveFigures } from "./audience-figures"
import { findFeature } from "./feature"
import { roundReach, roundShare, summarize } from "./figures"
import { audienceEntries, docs, text, transformWith } from "./parameters"
import { defineResource } from "./resource"
import { invalidParameter, ResourceError } from "./resource-error"
import { AudienceSummary, reachEntries, share, versions } from "./response-schemas"
import { routes } from "./routes"
import { tokenize } from "./tokenize"

/** The most features that a stack has. */
const mostFeatures = 100

const featureList = v.pipe(
  v.string(),
  docs("Ids of features with commas between them, at most 100.", "grid,has"),
  v.maxLength(5_000, "Has more than 5,000 characters."),
  v.transform((text) => [...new Set(text.split(",").map((id) => id.trim().toLowerCase()))].filter(Boolean)),
  v.minLength(1, "Takes ids of features with commas between them, such as grid,has."),
  v.maxLength(
    mostFeatures,
    ({ input }) => `Has ${input.length} features; ${mostFeatures} are taken at most.`,
  ),
  transformWith((ids: string[]) => {
    const catalog = loadCatalog()
    return [...new Set(ids.map((id) => findMember(id, catalog, "features").id))].join(",")
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
      id: v.string(),
      name: v.string(),
      reach: share,
      cost: v.pipe(share, v.description("What the reach gains if this one is left out.")),
    }),
  ),
  ...reachEntries,
  minimum: v.pipe(
    v.nullable(versions),
    v.description("The least version by browser that supports all; null where none does."),
  ),
})
export type StackResponse = v.InferOutput<typeof StackResponse>

/** What the page takes besides: ids or names to add to the stack, with commas between them. */
export const StackPageQuery = v.object({ ...StackQuery.entries, add: v.optional(text(500)) })

/** The reach of several features that must all work, what they ask for, and what each one costs. */
export const stack = defineResource({
  path: routes.stack,
  summary: "The reach of several features together",
  parameters: StackQuery,
  response: StackResponse,
  example: { features: "grid,has" },
  async resolve({ features: ids, ...choice }) {
    if (ids === undefined) {
      throw invalidParameter("features", "Takes ids of features with commas between them, such as grid,has.")
    }
    const catalog = loadCatalog()
    const members = ids.split(",").map((id) => findFeature(id, catalog))
    const { audience, distribution } = await resolveFigures(choice)
    const support = stackSupport(members.map((member) => member.support))
    const together = reachOf(distribution, support)
    const minimum = browserIds.flatMap((browser) => {
      const version = supportedSince(catalog, support, browser)
      return version === null ? [] : [[browser, version] as const]
    })
    return {
      audience: summarize(audience),
      features: members.map((member) => {
        const others = stackSupport(members.filter((other) => other !== member).map((other) => other.support))
        const without = members.length > 1 ? reachOf(distribution, others).reach : distribution.known
        return {
          id: member.id,
          name: member.name,
          reach: roundShare(reachOf(distribution, member.support).reach),
          cost: roundShare(without - together.reach),
        }
      }),
      ...roundReach(together),
      minimum: minimum.length > 0 ? Object.fromEntries(minimum) : null,
    }
  },
})

/**
 * The ids of a stack with those that a visitor adds, by id or by name.
 * @throws ResourceError that names `add`, and says what would be right
 */
export function extendStack(ids: string | undefined, add: string): string {
  const catalog = loadCatalog()
  const added = namesIn(add, catalog).map((text) => findAdded(text, catalog))
  const members = new Set([...(ids?.split(",") ?? []), ...added])
  if (members.size > mostFeatures) {
    throw invalidParameter(
      "add",
      `The stack would have ${members.size} features; it takes ${mostFeatures} at most.`,
    )
  }
  return [...members].join(",")
}

/** The parts between commas; a name that has a comma itself is one part. */
function namesIn(text: string, catalog: CatalogIndex): string[] {
  if (findByName(text, catalog)) return [text]
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)
}

function findAdded(text: string, catalog: CatalogIndex): string {
  const named = findByName(text, catalog) ?? catalog.feature(tokenize(text).join("-"))
  return (named ?? findMember(text.toLowerCase(), catalog, "add")).id
}

function findByName(text: string, { features }: CatalogIndex): Feature | undefined {
  const name = text.toLowerCase()
  return features.find((feature) => feature.name.toLowerCase() === name)
}

/** The feature that an id of a stack means, also by an old id. @throws ResourceError that says what would be right */
function findMember(id: string, catalog: CatalogIndex, parameter: "features" | "add"): Feature {
  try {
    return findFeature(id, catalog)
  } catch (error) {
    if (!(error instanceof ResourceError)) throw error
    const { problem } = error
    if (problem.status === 301) return findFeature(problem.movedTo, catalog)
    const instead = problem.status === 404 && problem.suggestions.slice(0, 3).join(", ")
    throw invalidParameter(parameter, problem.detail + (instead ? ` Did you mean ${instead}?` : ""))
  }
}
