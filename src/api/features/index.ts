import { figuresPolicy } from "#query/cache-policies"
import { endpoint } from "#query/site-endpoint"
import { csvFileName, featuresCsv } from "#representations/features-csv"
import { FeaturesExportQuery, features, listFeatures } from "#resources/features-resource"

export default endpoint({
  query: FeaturesExportQuery,
  cache: figuresPolicy,
  async load({ query: { format, ...query } }) {
    if (format !== "csv") return features.resolve(query)
    const { audience, items } = await listFeatures(query)
    return new Response(featuresCsv(items), {
      headers: {
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": `attachment; filename="${csvFileName(audience)}"`,
      },
    })
  },
})
