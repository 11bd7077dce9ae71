import { forFiveMinutes } from "#query/cache"
import { endpoint } from "#query/endpoint"
import { FeaturesExportQuery, features, listFeatures } from "#resources/features"
import { csvFileName, featuresCsv } from "#resources/features-csv"

export default endpoint({
  query: FeaturesExportQuery,
  cache: forFiveMinutes,
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
