import { forFiveMinutes } from "#query/cache"
import { endpoint } from "#query/endpoint"
import { FeatureQuery, feature } from "#resources/feature"
import { featureBadge } from "#resources/feature-badge"

export default endpoint({
  query: FeatureQuery,
  cache: forFiveMinutes,
  async load({ query, params: { id = "" } }) {
    return new Response(featureBadge(await feature.resolve({ id, ...query })), {
      headers: { "content-type": "image/svg+xml; charset=utf-8" },
    })
  },
})
