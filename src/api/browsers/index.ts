import { serve } from "#query/site-endpoint"
import { browsers } from "#resources/browsers-resource"

export default serve(browsers)
