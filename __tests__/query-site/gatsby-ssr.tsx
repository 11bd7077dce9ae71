import { escapePageData } from "../../src/server-data/gatsby-ssr"

export { replaceRenderer, wrapPageElement, wrapRootElement } from "./src/rendering"
export const onPreRenderHTML = escapePageData
