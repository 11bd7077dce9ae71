import * as v from "valibot"
import { regionCodes, regionName } from "../audience/regions"
import { loadCatalog } from "../catalog/load"
import { defineResource, type ResultOf } from "./resource"
import { routes } from "./routes"

export const AudiencesQuery = v.object({})

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
