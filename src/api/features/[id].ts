import { figuresPolicy } from "#query/cache-policies"
import { endpoint } from "#query/site-endpoint"
import { partsCsv, partsCsvName } from "#representations/parts-csv"
import { FeatureExportQuery, feature } from "#resources/feature-resource"

export default endpoint({
  query: FeatureExportQuery,
  cache: figuresPolicy,
  async load({ query: { format, ...query }, params: { id = "" } }) {
    const response = await feature.resolve({ id, ...query })
    if (format !== "csv") return response
    return new Response(partsCsv(response), {
      headers: {
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": `attachment; filename="${partsCsvName(response)}"`,
      },
    })
  },
})
