import { figuresPolicy } from "#query/cache-policies"
import { endpoint } from "#query/site-endpoint"
import { stackBadge } from "#representations/stack-badge"
import { StackQuery, stack } from "#resources/stack-resource"

export default endpoint({
  query: StackQuery,
  cache: figuresPolicy,
  async load({ query }) {
    return new Response(stackBadge(await stack.resolve(query)), {
      headers: { "content-type": "image/svg+xml; charset=utf-8" },
    })
  },
})
