import type { GatsbySSR } from "gatsby"
import { wrapPageElement as carryQueries, replaceRenderer, wrapRootElement } from "./src/query/gatsby-ssr"
import { escapePageData } from "./src/server-data/gatsby-ssr"
import { wrapPageElement as drawSite } from "./src/site"

export { replaceRenderer, wrapRootElement }

export const wrapPageElement: GatsbySSR["wrapPageElement"] = (page) =>
  carryQueries({ ...page, element: drawSite(page) })

export const onPreRenderHTML = escapePageData
