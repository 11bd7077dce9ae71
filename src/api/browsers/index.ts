import { serve } from "#query/endpoint"
import { browsers } from "#resources/browsers"

export default serve(browsers)
