// This ES module is written by hand, because Gatsby finds its exports by static analysis.
import ErrorPage from "#gatsby-plugin-server-data/error-page"
import { acceptEncodedPaths, createWrapPageElement, installRedirects } from "./dist/gatsby-browser.mjs"

export const onClientEntry = acceptEncodedPaths

export const onInitialClientRender = installRedirects

export const wrapPageElement = createWrapPageElement(ErrorPage)
