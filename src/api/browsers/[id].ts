import { serve } from "#query/endpoint"
import { browser } from "#resources/browser"

export default serve(browser)
