import * as v from "valibot"
import type { Baseline, Feature } from "../catalog/catalog"
import { type CatalogIndex, loadCatalog } from "../catalog/load"
import { type AudienceFigures, figuresOf } from "./audience-figures"
import { reachFigures, summarize } from "./figures"
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
    const places = sortPlaces(matchingPlaces(query, catalog, figures), query, catalog, figures)
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
    ...reachFigures(reachAt(place, reach)),
  }
}

/** The places in the catalogue of what a query asks for; by relevance where it has words, else by id. */
function matchingPlaces(query: FeaturesQuery, catalog: CatalogIndex, { reach }: AudienceFigures): number[] {
  const groups = query.group === undefined ? undefined : groupWithin(query.group, catalog)
  const least = (query.min ?? 0) / 100
  const places = query.q === undefined ? [...catalog.features.keys()] : searchFeatures(query.q)
  return places.filter((place) => {
    const feature = featureAt(place, catalog)
    return (
      (query.baseline === undefined || feature.baseline === query.baseline) &&
      (groups === undefined || feature.groups.some((group) => groups.has(group))) &&
      (query.snapshot === undefined || feature.snapshots.includes(query.snapshot)) &&
      reachAt(place, reach).reach >= least
    )
  })
}

function sortPlaces(
  places: number[],
  query: FeaturesQuery,
  catalog: CatalogIndex,
  { reach }: AudienceFigures,
): number[] {
  const sort = query.sort ?? (query.q === undefined ? "reach" : "relevance")
  const name = (place: number) => featureAt(place, catalog).name
  const date = (place: number) => featureAt(place, catalog).newlySince ?? ""
  const byName = (a: number, b: number) => compareNames(name(a), name(b))
  switch (sort) {
    case "relevance":
      return places
    case "name":
      return places.sort(byName)
    case "date":
      return places.sort((a, b) => date(b).localeCompare(date(a)) || byName(a, b))
    case "reach":
      return places.sort((a, b) => reachAt(b, reach).reach - reachAt(a, reach).reach || byName(a, b))
  }
}

const compareNames = new Intl.Collator("en", { numeric: true, ignorePunctuation: true }).compare

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
