import * as v from "valibot"
import type { Baseline, Feature } from "../catalog/catalog"
import { type CatalogIndex, loadCatalog } from "../catalog/load"
import { type AudienceFigures, figuresOf, loadOrders } from "./audience-figures"
import { figure, summarize } from "./figures"
import { audienceEntries, idOf, oneOf, percentage, shortText, wholeNumber } from "./parameters"
import { defineResource } from "./resource"
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
  resolve(query) {
    const catalog = loadCatalog()
    const figures = figuresOf(query)
    const places = placesOf(query, catalog, figures)
    const page = query.page ?? 1
    return {
      audience: summarize(figures.audience),
      total: places.length,
      page,
      pageSize,
      items: places
        .slice((page - 1) * pageSize, page * pageSize)
        .map((place) => toItem(place, catalog, figures)),
    }
  },
})

/** What the list is also served as: every row of it at once, where it is CSV. */
export const FeaturesExportQuery = v.object({
  ...FeaturesQuery.entries,
  format: v.optional(oneOf(["json", "csv"])),
})

/** All features that a query asks for, on one page, with the audience that their figures are about. */
export function listFeatures(query: FeaturesQuery) {
  const catalog = loadCatalog()
  const figures = figuresOf(query)
  return {
    audience: summarize(figures.audience),
    items: placesOf(query, catalog, figures).map((place) => toItem(place, catalog, figures)),
  }
}

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

/** The places in the catalogue of what a query asks for, in its order. */
function placesOf(query: FeaturesQuery, catalog: CatalogIndex, figures: AudienceFigures): readonly number[] {
  const found = query.q === undefined ? undefined : searchFeatures(query.q)
  const matching = found && new Set(found)
  const groups = query.group === undefined ? undefined : groupWithin(query.group, catalog)
  const least = figure((query.min ?? 0) / 100)
  const sort = query.sort ?? "relevance"
  const ordered = sort === "relevance" ? (found ?? figures.byReach) : inOrder(sort, catalog, figures)
  return ordered.filter((place) => {
    const feature = featureAt(place, catalog)
    return (
      (matching === undefined || matching.has(place)) &&
      (query.baseline === undefined || feature.baseline === query.baseline) &&
      (groups === undefined || feature.groups.some((group) => groups.has(group))) &&
      (query.snapshot === undefined || feature.snapshots.includes(query.snapshot)) &&
      reachAt(place, figures.reach).reach >= least
    )
  })
}

/** All places: largest reach first, by name, or newest first. */
function inOrder(sort: "reach" | "name" | "date", catalog: CatalogIndex, { byReach }: AudienceFigures) {
  if (sort === "reach") return byReach
  const { byName, byDate } = loadOrders(catalog)
  return sort === "name" ? byName : byDate
}

/** A group with all groups below it. */
function groupWithin(id: string, { groups }: CatalogIndex): ReadonlySet<string> {
  const within = new Set([id])
  for (let size = 0; size < within.size; ) {
    size = within.size
    for (const [group, { parent }] of Object.entries(groups)) {
      if (parent !== null && within.has(parent)) within.add(group)
    }
  }
  return within
}

function featureAt(place: number, { features: all }: CatalogIndex): Feature {
  return all[place] as Feature
}

function reachAt(place: number, reach: AudienceFigures["reach"]) {
  return reach[place] as AudienceFigures["reach"][number]
}
