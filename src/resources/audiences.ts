import * as v from "valibot"
import { regionCodes, regionName } from "../audience/regions"
import { loadCatalog } from "../catalog/load"
import { savedAudiences } from "../storage/saved-audiences"
import { isStorageUnavailable } from "../storage/storage-unavailable"
import { audienceEntries, shortText } from "./parameters"
import { defineResource, type ResultOf } from "./resource"
import { routes } from "./routes"

export const AudiencesQuery = v.object({})

/** What the page takes: a part of a name or a code in `q`. */
export const AudiencesPageQuery = v.object({ ...audienceEntries, q: v.optional(shortText) })

/** What the page of the import takes: `again` after an upload that was refused. */
export const NewAudienceQuery = v.object({ ...audienceEntries, again: v.optional(shortText) })

/**
 * Every audience that can be chosen: the world, the saved ones that are listed, then the regions, by name. Without
 * the database it has no saved ones, and says so.
 */
export const audiences = defineResource({
  path: routes.audiences,
  parameters: AudiencesQuery,
  async resolve() {
    const saved = await listSaved()
    return {
      items: [
        { id: "world", label: regionName("world"), kind: "world" as const },
        ...(saved ?? []),
        ...regionCodes(loadCatalog()).map((code) => ({
          id: code,
          label: regionName(code),
          kind: "region" as const,
        })),
      ],
      savedAvailable: saved !== undefined,
    }
  },
})

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
