import * as v from "valibot"
import { resolveAudience } from "#audience/resolve-audience"
import type { Feature } from "#catalog/catalog"
import { featureOrders } from "#catalog/feature-orders"
import { type CatalogIndex, loadCatalog } from "#catalog/load"
import { figuresOf } from "#reach/audience-figures"
import { type Reach, reachOf } from "#reach/reach"
import { roundReach } from "#reach/round"
import type { FoundPart } from "#search/search"
import {
  ElsewhereFeatures,
  type FoundFeatures,
  figuresOfQuestion,
  findFeatures,
  Question,
} from "./feature-search"
import { filterFeatures } from "./filter-features"
import { defineResource } from "./resource"
import {
  audienceEntries,
  csvFormat,
  docs,
  idOf,
  oneOf,
  percentage,
  text,
  wholeNumber,
} from "./resource-parameters"
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
      text(300),
      docs(
        "A name or an alias of the feature, the name of a part (`gap`, `Element.animate`), or words of its id, name, description or groups. Several names separated by commas, and a region: `:has(), popover in Germany`.",
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
      oneOf(["relevance", "newest", "reach", "name"]),
      docs(
        "The order. `newest`: features that meet the target first, by the date on which they became newly available. Default: `relevance` with `q`, otherwise `newest`.",
        "name",
      ),
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
  matchedPart: v.optional(
    v.pipe(
      v.strictObject({ key: v.string(), name: v.string() }),
      v.description("The part that `q` names, if the feature matches by one of its parts."),
    ),
  ),
})
export type FeatureItem = v.InferOutput<typeof FeatureItem>

const FoundPartItem = v.strictObject({
  key: v.pipe(v.string(), v.description("The compat key of the part.")),
  name: v.string(),
  feature: v.strictObject({ id: v.string(), name: v.string() }),
  isExact: v.pipe(
    v.boolean(),
    v.description(
      "Whether `q` names the part better than any feature, so that the part ranks before the features.",
    ),
  ),
  baseline,
  since: date,
  ...reachEntries,
  meetsTarget: v.boolean(),
})
export type FoundPartItem = v.InferOutput<typeof FoundPartItem>

export const FeaturesResponse = v.strictObject({
  audience: AudienceSummary,
  target: v.pipe(share, v.description("The share of visits that the team wants to reach.")),
  total: count,
  meetingTarget: v.pipe(count, v.description("The number of results whose `reach` is at least `target`.")),
  closeMatches: v.pipe(
    v.nullable(count),
    v.description(
      "In the order `relevance`, the number of results at the start that match `q` closely. Null in other orders.",
    ),
  ),
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
  reachCounts: v.pipe(
    v.array(v.strictObject({ from: share, count })),
    v.description(
      "The number of results by reach: at least `from` and less than the next `from`, without the filter `min`.",
    ),
  ),
  question: v.nullable(Question),
  parts: v.pipe(
    v.array(FoundPartItem),
    v.description("The parts that `q` names and that pass the filters, best match first."),
  ),
  elsewhere: ElsewhereFeatures,
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
    const { indexes, meetsTarget, item, part, found, ...selected } = await select(query)
    const page = query.page ?? 1
    const { question, parts, elsewhere } = found ?? {}
    return {
      ...selected,
      total: indexes.length,
      meetingTarget: indexes.filter(meetsTarget).length,
      page,
      pageSize,
      question: question ? await figuresOfQuestion(question, query) : null,
      parts: (parts ?? []).flatMap(part),
      elsewhere: [...(elsewhere ?? [])],
      items: indexes.slice((page - 1) * pageSize, page * pageSize).map(item),
    }
  },
})

/** The query of the endpoint, which can also return all rows as CSV. */
export const FeaturesExportQuery = v.object({
  ...FeaturesQuery.entries,
  format: csvFormat("all rows"),
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
  const { reach, byReach, distribution } = figuresOf(audience)
  const target = targetShare(query.target)
  const found = query.q === undefined ? undefined : findFeatures(query.q)
  const { passing, options, without, reachCounts, passesAsPart } = filterFeatures(
    query,
    found?.features,
    reach,
    catalog,
  )
  const sort = query.sort ?? (found ? "relevance" : "newest")
  const meetsTarget = (index: number) => (reach[index]?.reach ?? 0) >= target
  const ordered = orderFor(sort, found, byReach, meetsTarget, catalog)
  const indexes = ordered.filter((index) => passing.has(index))
  const close = new Set(found?.features.slice(0, found.closeCount))
  return {
    audience: summarizeAudience(audience),
    target,
    found,
    indexes,
    meetsTarget,
    closeMatches: found && sort === "relevance" ? indexes.filter((index) => close.has(index)).length : null,
    options,
    without,
    reachCounts,
    item: (index: number): FeatureItem => {
      const { id, name, description, baseline, newlySince, groups } = catalog.features[index] as Feature
      const part = found?.matchedParts.get(index)
      return {
        id,
        name,
        description,
        baseline,
        since: newlySince,
        groups,
        ...(reach[index] as Reach),
        meetsTarget: meetsTarget(index),
        ...(part && { matchedPart: { key: part.key, name: part.name } }),
      }
    },
    part: ({ key, name, feature: index, isExact }: FoundPart): FoundPartItem[] => {
      const { status, feature } = catalog.part(key) ?? {}
      if (!status || !feature) return []
      const figures = roundReach(reachOf(distribution, status))
      const { baseline, since } = status
      const { id, name: featureName } = feature
      const item = { key, name, feature: { id, name: featureName }, isExact, baseline, since, ...figures }
      return passesAsPart(index, baseline, figures.reach)
        ? [{ ...item, meetsTarget: figures.reach >= target }]
        : []
    },
  }
}

function orderFor(
  sort: NonNullable<FeaturesQuery["sort"]>,
  found: FoundFeatures | undefined,
  byReach: readonly number[],
  meetsTarget: (index: number) => boolean,
  catalog: CatalogIndex,
): readonly number[] {
  const { byName, byDate } = featureOrders(catalog)
  if (sort === "relevance" && found) return found.features
  if (sort === "reach") return byReach
  if (sort === "name") return byName
  return [...byDate.filter(meetsTarget), ...byDate.filter((index) => !meetsTarget(index))]
}
