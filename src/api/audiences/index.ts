import { serve } from "../../query/endpoint"
import { audiences } from "../../resources/audiences"

export default serve(audiences)
