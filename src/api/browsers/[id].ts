import { serve } from "#query/site-endpoint"
import { browser } from "#resources/browser-resource"

export default serve(browser)
