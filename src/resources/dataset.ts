import * as v from "valibot"
import { publishedDays } from "../catalog/data-packages"
import { loadCatalog } from "../catalog/load"
import { defineResource } from "./resource"
import { routes } from "./routes"

export const DatasetQuery = v.object({})

/** Which data at which version this site runs on, and when that was published. */
export const dataset = defineResource({
  path: routes.dataset,
  parameters: DatasetQuery,
  resolve() {
    const { packages, features, regions } = loadCatalog()
    const published = publishedDays(packages)
    return {
      webFeatures: {
        version: packages.webFeatures,
        published: published.webFeatures,
        features: features.length,
      },
      caniuse: {
        version: packages.caniuse,
        published: published.caniuse,
        regions: Object.keys(regions).length,
      },
      browserMapping: { version: packages.browserMapping, published: published.browserMapping },
    }
  },
})
