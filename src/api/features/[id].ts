import { serve } from "#query/site-endpoint"
import { feature } from "#resources/feature-resource"

export default serve(feature)
