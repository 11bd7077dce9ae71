import { figuresPolicy } from "#query/cache-policies"
import { endpoint } from "#query/site-endpoint"
import { featureBadge } from "#representations/feature-badge"
import { FeatureQuery, feature } from "#resources/feature-resource"

export default endpoint({
  query: FeatureQuery,
  cache: figuresPolicy,
  async load({ query, params: { id = "" } }) {
    return new Response(featureBadge(await feature.resolve({ id, ...query })), {
      headers: { "content-type": "image/svg+xml; charset=utf-8" },
    })
  },
})
