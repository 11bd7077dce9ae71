import { figuresPolicy } from "#query/cache-policies"
import { endpoint } from "#query/site-endpoint"
import { stackCsv, stackCsvFileName } from "#representations/stack-csv"
import { StackExportQuery, stack } from "#resources/stack-resource"

export default endpoint({
  query: StackExportQuery,
  cache: figuresPolicy,
  async load({ query: { format, ...query } }) {
    const response = await stack.resolve(query)
    if (format !== "csv") return response
    return new Response(stackCsv(response.features), {
      headers: {
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": `attachment; filename="${stackCsvFileName(response.audience)}"`,
      },
    })
  },
})
