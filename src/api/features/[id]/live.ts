import { figuresPolicy, liveFailurePolicy } from "#query/cache-policies"
import { endpoint } from "#query/site-endpoint"
import { LiveQuery, live } from "#resources/live-resource"

export default endpoint({
  query: LiveQuery,
  cache: figuresPolicy,
  async load({ params: { id = "" }, measure }) {
    const data = await measure("remote", async () => live.resolve({ id }))
    if (data.status !== "failed") return data
    // A failure of the dashboard also gets status 200. This server has not failed, and caches store a 200.
    return Response.json(data, { headers: { "cache-control": liveFailurePolicy.value } })
  },
})
