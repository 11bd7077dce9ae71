import { describeApi } from "#openapi/openapi"
import { forFiveMinutes } from "#query/cache"
import { endpoint } from "#query/endpoint"
import { processSingleton } from "#runtime/process-singleton"

export default endpoint({
  cache: forFiveMinutes,
  load: () => processSingleton("openapi", describeApi),
})
