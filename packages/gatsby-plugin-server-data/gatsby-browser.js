// Gatsby finds these exports by static analysis, which recognises hand-written ES modules.
import ErrorPage from "#gatsby-plugin-server-data/error-page"
import { acceptEncodedPaths, createWrapPageElement, installRedirects } from "./dist/gatsby-browser.mjs"

export const onClientEntry = acceptEncodedPaths

export const onInitialClientRender = installRedirects

export const wrapPageElement = createWrapPageElement(ErrorPage)
