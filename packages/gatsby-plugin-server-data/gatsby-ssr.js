// This ES module is written by hand, because Gatsby finds its exports by static analysis.
import ErrorPage from "#gatsby-plugin-server-data/error-page"
import { createWrapPageElement, escapePageData } from "./dist/gatsby-ssr.mjs"

export const wrapPageElement = createWrapPageElement(ErrorPage)

export const onPreRenderHTML = escapePageData
