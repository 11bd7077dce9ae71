import * as v from "valibot"
import type { Baseline, Feature } from "../catalog/catalog"
import { type CatalogIndex, loadCatalog } from "../catalog/load"
import { type AudienceFigures, figuresOf, loadOrders } from "./audience-figures"
import { filterFeatures } from "./feature-filters"
import { summarize } from "./figures"
import { audienceEntries, idOf, oneOf, percentage, shortText, wholeNumber } from "./parameters"
import { defineResource, type ResultOf } from "./resource"
import { routes } from "./routes"
import { searchFeatures } from "./search"

/** Rows a page. */
const pageSize = 50

export const baselineStatuses = ["widely", "newly", "limited"] as const satisfies readonly Baseline[]

export const FeaturesQuery = v.object({
  ...audienceEntries,
  q: v.optional(shortText),
  group: v.optional(idOf("group", ({ groups }) => groups)),
  baseline: v.optional(oneOf(baselineStatuses)),
  snapshot: v.optional(idOf("snapshot", ({ snapshots }) => snapshots)),
  min: v.optional(percentage),
  sort: v.optional(oneOf(["relevance", "reach", "name", "date"])),
  page: v.optional(wholeNumber),
})

type FeaturesQuery = v.InferOutput<typeof FeaturesQuery>

/** What can we use: every feature with its reach in an audience, filtered and sorted, a page of it. */
export const features = defineResource({
  path: routes.features,
  parameters: FeaturesQuery,
  async resolve(query) {
    const { audience, places, options, without, item } = await select(query)
    const page = query.page ?? 1
    return {
      audience,
      total: places.length,
      page,
      pageSize,
      options,
      without,
      items: places.slice((page - 1) * pageSize, page * pageSize).map(item),
    }
  },
})

/** What the list is also served as: every row of it at once, where it is CSV. */
export const FeaturesExportQuery = v.object({
  ...FeaturesQuery.entries,
  format: v.optional(oneOf(["json", "csv"])),
})

/** All features that a query asks for, on one page, with the audience that their figures are about. */
export async function listFeatures(query: FeaturesQuery) {
  const { audience, places, item } = await select(query)
  return { audience, items: places.map(item) }
}

/** What a query asks for: the places in the catalogue, in its order, and how each is shown. */
async function select(query: FeaturesQuery) {
  const catalog = loadCatalog()
  const figures = await figuresOf(query)
  const found = query.q === undefined ? undefined : searchFeatures(query.q)
  const { passing, options, without } = filterFeatures(query, found, figures.reach, catalog)
  const ordered = inOrder(query.sort ?? "relevance", found, figures, catalog)
  return {
    audience: summarize(figures.audience),
    places: ordered.filter((place) => passing.has(place)),
    options,
    without,
    item: (place: number) => toItem(place, catalog, figures),
  }
}

export type FeaturesAnswer = ResultOf<typeof features>
export type FeatureItem = ReturnType<typeof toItem>

function toItem(place: number, catalog: CatalogIndex, { reach }: AudienceFigures) {
  const { id, name, description, baseline, newlySince, groups } = featureAt(place, catalog)
  return {
    id,
    name,
    description,
    baseline,
    since: newlySince,
    groups,
    ...reachAt(place, reach),
  }
}

/** All places: most relevant or largest reach first, by name, or newest first. */
function inOrder(
  sort: NonNullable<FeaturesQuery["sort"]>,
  found: readonly number[] | undefined,
  { byReach }: AudienceFigures,
  catalog: CatalogIndex,
): readonly number[] {
  if (sort === "relevance") return found ?? byReach
  if (sort === "reach") return byReach
  const { byName, byDate } = loadOrders(catalog)
  return sort === "name" ? byName : byDate
}

function featureAt(place: number, { features: all }: CatalogIndex): Feature {
  return all[place] as Feature
}

function reachAt(place: number, reach: AudienceFigures["reach"]) {
  return reach[place] as AudienceFigures["reach"][number]
}
