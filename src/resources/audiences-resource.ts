import * as v from "valibot"
import { regionCodes, regionName } from "#audience/regions"
import { loadCatalog } from "#catalog/load"
import { suggestRegions } from "#search/region-suggestions"
import { searchAudiences } from "#search/search-audiences"
import { savedAudiences } from "#storage/saved-audiences"
import { isStorageUnavailable } from "#storage/storage-unavailable"
import { defineResource } from "./resource"
import { audienceEntries, docs, shortText } from "./resource-parameters"
import { routes } from "./routes"

export const AudiencesQuery = v.object({
  q: v.optional(v.pipe(shortText, docs("A region code, or a part of an audience name.", "zealand"))),
})

export const audienceKind = v.picklist(["world", "region", "saved"])
const Item = v.strictObject({ id: v.string(), label: v.string(), kind: audienceKind })

export const AudiencesResponse = v.strictObject({
  items: v.array(Item),
  nearest: v.optional(
    v.pipe(v.array(Item), v.description("Suggestions if `q` finds nothing, best match first.")),
  ),
  savedAvailable: v.pipe(
    v.boolean(),
    v.description("False if saved audiences are missing because their database is not available."),
  ),
})
export type AudiencesResponse = v.InferOutput<typeof AudiencesResponse>

export const AudiencesPageQuery = v.object({ ...audienceEntries, ...AudiencesQuery.entries })

/** Returns the world, then the listed saved audiences, then the regions. Each group is sorted by name. */
export const audiences = defineResource({
  path: routes.audiences,
  summary: "List or search audiences",
  parameters: AudiencesQuery,
  response: AudiencesResponse,
  example: {},
  async resolve({ q }) {
    const saved = await listSaved()
    const all = [itemOf("world"), ...(saved ?? []), ...regionCodes(loadCatalog()).map(itemOf)]
    const items = q ? searchAudiences(all, q) : all
    return {
      items,
      ...(q && items.length === 0 && { nearest: suggestRegions(q).map(itemOf) }),
      savedAvailable: saved !== undefined,
    }
  },
})

function itemOf(code: string) {
  const kind = code === "world" ? ("world" as const) : ("region" as const)
  return { id: code, label: regionName(code), kind }
}

async function listSaved() {
  try {
    const saved = await savedAudiences().list()
    return saved
      .map(({ slug, name }) => ({ id: slug, label: name, kind: "saved" as const }))
      .sort((a, b) => a.label.localeCompare(b.label, "en"))
  } catch (error) {
    if (isStorageUnavailable(error)) return undefined
    throw error
  }
}
