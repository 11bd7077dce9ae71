import { describeApi } from "#openapi/openapi"
import { forFiveMinutes } from "#query/cache-policies"
import { endpoint } from "#query/site-endpoint"
import { processSingleton } from "#runtime/process-singleton"

export default endpoint({
  cache: forFiveMinutes,
  load: () => processSingleton("openapi", describeApi),
})
