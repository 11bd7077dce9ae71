// Gatsby finds these exports by static analysis, which recognises hand-written ES modules.
import ErrorPage from "#gatsby-plugin-server-data/error-page"
import { createWrapPageElement, escapePageData } from "./dist/gatsby-ssr.mjs"

export const wrapPageElement = createWrapPageElement(ErrorPage)

export const onPreRenderHTML = escapePageData
