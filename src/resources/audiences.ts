import * as v from "valibot"
import { regionCodes, regionName } from "../audience/regions"
import { loadCatalog } from "../catalog/load"
import { audienceEntries, shortText } from "./parameters"
import { defineResource, type ResultOf } from "./resource"
import { routes } from "./routes"

export const AudiencesQuery = v.object({})

/** What the page takes: a part of a name or a code in `q`. */
export const AudiencesPageQuery = v.object({ ...audienceEntries, q: v.optional(shortText) })

/** Every audience that can be chosen: the world, then the regions by name. */
export const audiences = defineResource({
  path: routes.audiences,
  parameters: AudiencesQuery,
  resolve() {
    return {
      items: [
        { id: "world", label: regionName("world"), kind: "world" as const },
        ...regionCodes(loadCatalog()).map((code) => ({
          id: code,
          label: regionName(code),
          kind: "region" as const,
        })),
      ],
    }
  },
})

export type AudiencesAnswer = ResultOf<typeof audiences>
