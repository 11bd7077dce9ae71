import * as v from "valibot"
import type { Feature } from "../catalog/catalog"
import { type CatalogIndex, loadCatalog } from "../catalog/load"
import type { Reach } from "../reach/reach"
import { type AudienceFigures, loadOrders, resolveFigures } from "./audience-figures"
import { filterFeatures } from "./feature-filters"
import { summarize } from "./figures"
import { audienceEntries, docs, idOf, oneOf, percentage, shortText, wholeNumber } from "./parameters"
import { defineResource } from "./resource"
import { AudienceSummary, baseline, count, date, reachEntries, texts } from "./response-schemas"
import { routes } from "./routes"
import { searchFeatures } from "./search"

const pageSize = 50

export const FeaturesQuery = v.object({
  ...audienceEntries,
  q: v.optional(
    v.pipe(
      shortText,
      docs(
        "What a feature is called, here, at caniuse or by people, what it is or consists of (`gap`, `Element.animate`), or words of its id, name, description or groups.",
        "grid",
      ),
    ),
  ),
  group: v.optional(
    idOf(
      "group",
      ({ groups }) => groups,
      "The id of a group of web-features, with the groups below it.",
      "css",
    ),
  ),
  baseline: v.optional(v.pipe(oneOf(baseline.options), docs("The Baseline status.", "widely"))),
  snapshot: v.optional(
    idOf(
      "snapshot",
      ({ snapshots }) => snapshots,
      "The id of a snapshot of web-features.",
      "ecmascript-2020",
    ),
  ),
  min: v.optional(percentage("The least reach in percent.", "95")),
  sort: v.optional(
    v.pipe(
      oneOf(["relevance", "reach", "name", "date"]),
      docs(
        "The order: relevance where there is `q`, else largest reach first, where it is left out.",
        "name",
      ),
    ),
  ),
  page: v.optional(wholeNumber("The page, from 1, of 50 rows each. One past the end has no rows.", "2")),
})

type FeaturesQuery = v.InferOutput<typeof FeaturesQuery>

const counts = v.record(v.string(), count)

const FeatureItem = v.strictObject({
  id: v.string(),
  name: v.string(),
  description: v.string(),
  baseline,
  since: date,
  groups: texts,
  ...reachEntries,
})
export type FeatureItem = v.InferOutput<typeof FeatureItem>

export const FeaturesResponse = v.strictObject({
  audience: AudienceSummary,
  total: count,
  page: count,
  pageSize: count,
  options: v.pipe(
    v.strictObject({ baseline: counts, group: counts, snapshot: counts }),
    v.description("For each option of a filter, how many features it would show, the others as they are."),
  ),
  without: v.pipe(
    counts,
    v.description("For each filter that is on, how many features there are without it."),
  ),
  items: v.array(FeatureItem),
})
export type FeaturesResponse = v.InferOutput<typeof FeaturesResponse>

/** What can we use: every feature with its reach in an audience, filtered and sorted, a page of it. */
export const features = defineResource({
  path: routes.features,
  summary: "What can we use: features by their reach",
  parameters: FeaturesQuery,
  response: FeaturesResponse,
  example: { q: "grid" },
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
  format: v.optional(
    v.pipe(oneOf(["json", "csv"]), docs("`csv` sends all rows as a file of RFC 4180 (`text/csv`).", "csv")),
  ),
})

/** All features that a query asks for, on one page, with the audience that their figures are about. */
export async function listFeatures(query: FeaturesQuery) {
  const { audience, places, item } = await select(query)
  return { audience, items: places.map(item) }
}

/** What a query asks for: the places in the catalogue, in its order, and how each is shown. */
async function select(query: FeaturesQuery) {
  const catalog = loadCatalog()
  const figures = await resolveFigures(query)
  const found = query.q === undefined ? undefined : searchFeatures(query.q)
  const { passing, options, without } = filterFeatures(query, found, figures.reach, catalog)
  const ordered = inOrder(query.sort ?? "relevance", found, figures, catalog)
  return {
    audience: summarize(figures.audience),
    places: ordered.filter((place) => passing.has(place)),
    options,
    without,
    item: (place: number): FeatureItem => {
      const { id, name, description, baseline, newlySince, groups } = catalog.features[place] as Feature
      return {
        id,
        name,
        description,
        baseline,
        since: newlySince,
        groups,
        ...(figures.reach[place] as Reach),
      }
    },
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
