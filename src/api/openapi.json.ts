import { oncePerProcess } from "../catalog/once"
import { forFiveMinutes } from "../query/cache"
import { endpoint } from "../query/endpoint"
import { describeApi } from "../resources/openapi"

export default endpoint({
  cache: forFiveMinutes,
  load: () => oncePerProcess("openapi", describeApi),
})
