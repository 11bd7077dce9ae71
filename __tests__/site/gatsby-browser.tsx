import { acceptEncodedPaths, drawOutcomes, installRedirects } from "../../src/server-data/client"
import { OutcomePage } from "./src/components/outcome-page"

export const wrapPageElement = drawOutcomes(OutcomePage)
export const onClientEntry = acceptEncodedPaths
export const onInitialClientRender = installRedirects
export const disableCorePrefetching = () => true
