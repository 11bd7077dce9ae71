import * as v from "valibot"
import { publishedDays } from "#catalog/data-packages"
import { loadCatalog } from "#catalog/load"
import { defineResource } from "./resource"
import { count, day } from "./response-schemas"
import { routes } from "./routes"

export const DatasetQuery = v.object({})

const DatasetResponse = v.strictObject({
  webFeatures: v.strictObject({ version: v.string(), published: day, features: count }),
  caniuse: v.strictObject({ version: v.string(), published: day, regions: count }),
  browserMapping: v.strictObject({ version: v.string(), published: day }),
  compatData: v.strictObject({ version: v.string(), published: day }),
})

export const dataset = defineResource({
  path: routes.dataset,
  summary: "Versions and dates of the data",
  parameters: DatasetQuery,
  response: DatasetResponse,
  example: {},
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
      compatData: { version: String(packages.compatData), published: published.compatData },
    }
  },
})
