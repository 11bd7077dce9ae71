import * as v from "valibot"
import { loadCatalog } from "../catalog/load"
import { defineResource } from "./resource"
import { routes } from "./routes"

export const DatasetQuery = v.object({})

/** Which data at which version this site runs on. */
export const dataset = defineResource({
  path: routes.dataset,
  parameters: DatasetQuery,
  resolve() {
    const { packages, features, regions } = loadCatalog()
    return {
      webFeatures: { version: packages.webFeatures, features: features.length },
      caniuse: { version: packages.caniuse, regions: Object.keys(regions).length },
      browserMapping: { version: packages.browserMapping },
    }
  },
})
