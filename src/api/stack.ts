import { serve } from "#query/endpoint"
import { stack } from "#resources/stack"

export default serve(stack)
