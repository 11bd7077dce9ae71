import * as v from "valibot"
import { resolveAudience } from "#audience/resolve-audience"
import type { Feature } from "#catalog/catalog"
import { featureOrders } from "#catalog/feature-orders"
import { type CatalogIndex, loadCatalog } from "#catalog/load"
import { figuresOf } from "#reach/audience-figures"
import type { Reach } from "#reach/reach"
import { searchFeatures } from "#search/search"
import { filterFeatures } from "./filter-features"
import { defineResource } from "./resource"
import { audienceEntries, docs, idOf, oneOf, percentage, shortText, wholeNumber } from "./resource-parameters"
import {
  AudienceSummary,
  baseline,
  count,
  date,
  reachEntries,
  share,
  summarizeAudience,
  targetShare,
  texts,
} from "./response-schemas"
import { routes } from "./routes"

const pageSize = 50

export const FeaturesQuery = v.object({
  ...audienceEntries,
  q: v.optional(
    v.pipe(
      shortText,
      docs(
        "A name or an alias of the feature, the name of a part (`gap`, `Element.animate`), or words of its id, name, description or groups.",
        "grid",
      ),
    ),
  ),
  group: v.optional(
    idOf(
      "group",
      ({ groups }) => groups,
      "The id of a web-features group. Its subgroups are included.",
      "css",
    ),
  ),
  baseline: v.optional(v.pipe(oneOf(baseline.options), docs("The Baseline status.", "widely"))),
  snapshot: v.optional(
    idOf("snapshot", ({ snapshots }) => snapshots, "The id of a web-features snapshot.", "ecmascript-2020"),
  ),
  min: v.optional(percentage("The minimum reach in percent.", "95")),
  sort: v.optional(
    v.pipe(
      oneOf(["relevance", "reach", "name", "date"]),
      docs("The order. Default: `relevance` with `q`, otherwise `reach` (largest first).", "name"),
    ),
  ),
  page: v.optional(wholeNumber("The page, from 1. A page has 50 rows; a page after the last has none.", "2")),
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
  meetsTarget: v.boolean(),
})
export type FeatureItem = v.InferOutput<typeof FeatureItem>

export const FeaturesResponse = v.strictObject({
  audience: AudienceSummary,
  target: v.pipe(share, v.description("The share of visits that the team wants to reach.")),
  total: count,
  page: count,
  pageSize: count,
  options: v.pipe(
    v.strictObject({ baseline: counts, group: counts, snapshot: counts }),
    v.description(
      "For each option of a filter, the number of results if this option is selected and the other filters stay.",
    ),
  ),
  without: v.pipe(
    counts,
    v.description("For each active filter, the number of results if this filter is removed."),
  ),
  items: v.array(FeatureItem),
})
export type FeaturesResponse = v.InferOutput<typeof FeaturesResponse>

export const features = defineResource({
  path: routes.features,
  summary: "Features by their reach",
  parameters: FeaturesQuery,
  response: FeaturesResponse,
  example: { q: "grid" },
  async resolve(query) {
    const { audience, target, indexes, options, without, item } = await select(query)
    const page = query.page ?? 1
    return {
      audience,
      target,
      total: indexes.length,
      page,
      pageSize,
      options,
      without,
      items: indexes.slice((page - 1) * pageSize, page * pageSize).map(item),
    }
  },
})

/** The query of the endpoint, which can also return all rows as CSV. */
export const FeaturesExportQuery = v.object({
  ...FeaturesQuery.entries,
  format: v.optional(
    v.pipe(oneOf(["json", "csv"]), docs("`csv` returns all rows as `text/csv` (RFC 4180).", "csv")),
  ),
})

/**
 * Returns the audience and all features that match a query, not only one page.
 * @throws InvalidAudience, UnknownAudience, StorageUnavailable
 */
export async function listFeatures(query: FeaturesQuery) {
  const { audience, indexes, item } = await select(query)
  return { audience, items: indexes.map(item) }
}

async function select(query: FeaturesQuery) {
  const catalog = loadCatalog()
  const audience = await resolveAudience(query)
  const { reach, byReach } = figuresOf(audience)
  const matches = query.q === undefined ? undefined : searchFeatures(query.q)
  const { passing, options, without } = filterFeatures(query, matches, reach, catalog)
  const target = targetShare(query.target)
  const ordered = orderFor(query.sort ?? "relevance", matches, byReach, catalog)
  return {
    audience: summarizeAudience(audience),
    target,
    indexes: ordered.filter((index) => passing.has(index)),
    options,
    without,
    item: (index: number): FeatureItem => {
      const { id, name, description, baseline, newlySince, groups } = catalog.features[index] as Feature
      const figures = reach[index] as Reach
      return {
        id,
        name,
        description,
        baseline,
        since: newlySince,
        groups,
        ...figures,
        meetsTarget: figures.reach >= target,
      }
    },
  }
}

function orderFor(
  sort: NonNullable<FeaturesQuery["sort"]>,
  matches: readonly number[] | undefined,
  byReach: readonly number[],
  catalog: CatalogIndex,
): readonly number[] {
  if (sort === "relevance") return matches ?? byReach
  if (sort === "reach") return byReach
  const { byName, byDate } = featureOrders(catalog)
  return sort === "name" ? byName : byDate
}
