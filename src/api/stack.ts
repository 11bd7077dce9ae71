import { serve } from "#query/site-endpoint"
import { stack } from "#resources/stack-resource"

export default serve(stack)
