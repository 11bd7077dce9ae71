import { figuresPolicy, liveFailurePolicy } from "#query/cache-policies"
import { endpoint } from "#query/site-endpoint"
import { LiveQuery, live } from "#resources/live-resource"

export default endpoint({
  query: LiveQuery,
  cache: figuresPolicy,
  async load({ params: { id = "" }, measure }) {
    const data = await measure("remote", async () => live.resolve({ id }))
    if (data.status !== "failed") return data
    // If the Web Platform Dashboard fails, the response still has status 200: this server works, and caches store
    // responses with status 200.
    return Response.json(data, { headers: { "cache-control": liveFailurePolicy.value } })
  },
})
