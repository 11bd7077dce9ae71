import { describeApi } from "#openapi/openapi"
import { figuresPolicy } from "#query/cache-policies"
import { endpoint } from "#query/site-endpoint"
import { processSingleton } from "#runtime/process-singleton"

export default endpoint({
  cache: figuresPolicy,
  load: () => processSingleton("openapi", describeApi),
})
