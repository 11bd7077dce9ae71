import { serve } from "../../query/endpoint"
import { audience } from "../../resources/audience"

export default serve(audience)
