import { serve } from "../../query/endpoint"
import { features } from "../../resources/features"

export default serve(features)
