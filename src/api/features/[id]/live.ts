import { briefly, forFiveMinutes } from "../../../query/cache"
import { endpoint } from "../../../query/endpoint"
import { LiveQuery, live } from "../../../resources/live"

export default endpoint({
  query: LiveQuery,
  cache: forFiveMinutes,
  async load({ params: { id = "" }, measure }) {
    const answer = await measure("remote", async () => live.resolve({ id }))
    if (answer.missing !== "failed") return answer
    // An error of the remote is none of ours: no status of 5xx, which every visitor would get anew.
    return Response.json(answer, { headers: { "cache-control": briefly.value } })
  },
})
