import { processSingleton } from "../catalog/process-singleton"
import { forFiveMinutes } from "../query/cache"
import { endpoint } from "../query/endpoint"
import { describeApi } from "../resources/openapi"

export default endpoint({
  cache: forFiveMinutes,
  load: () => processSingleton("openapi", describeApi),
})
