import * as v from "valibot"
import { regionCodes, regionName } from "../audience/regions"
import { loadCatalog } from "../catalog/load"
import { savedAudiences } from "../storage/saved-audiences"
import { isStorageUnavailable } from "../storage/storage-unavailable"
import { searchAudiences } from "./audience-search"
import { nearestRegions } from "./nearest-regions"
import { audienceEntries, shortText } from "./parameters"
import { defineResource, type ResultOf } from "./resource"
import { routes } from "./routes"

/** `q`: a code, or a part of a name. */
export const AudiencesQuery = v.object({ q: v.optional(shortText) })

export const AudiencesPageQuery = v.object({ ...audienceEntries, ...AudiencesQuery.entries })

/**
 * Every audience that can be chosen: the world, the saved ones that are listed, then the regions, by name; with `q`
 * what it finds of them, likeliest first, and where that is nothing, the nearest. Without the database it has no
 * saved ones, and says so.
 */
export const audiences = defineResource({
  path: routes.audiences,
  parameters: AudiencesQuery,
  async resolve({ q }) {
    const saved = await listSaved()
    const all = [itemOf("world"), ...(saved ?? []), ...regionCodes(loadCatalog()).map(itemOf)]
    const items = q ? searchAudiences(all, q) : all
    return {
      items,
      ...(q && items.length === 0 && { nearest: nearestRegions(q).map(itemOf) }),
      savedAvailable: saved !== undefined,
    }
  },
})

function itemOf(code: string) {
  const kind = code === "world" ? ("world" as const) : ("region" as const)
  return { id: code, label: regionName(code), kind }
}

/** Undefined where the database cannot be reached. */
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

export type AudiencesAnswer = ResultOf<typeof audiences>
