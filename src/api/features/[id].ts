import { serve } from "#query/endpoint"
import { feature } from "#resources/feature"

export default serve(feature)
