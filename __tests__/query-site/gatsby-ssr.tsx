import type { GatsbySSR } from "gatsby"
import { createServerRenderer } from "../../src/query/ssr/gatsby-server"
import { drawOutcomes } from "../../src/server-data/client"
import { escapePageData } from "../../src/server-data/gatsby-ssr"
import { OutcomePage } from "./src/outcome-page"
import { api } from "./src/queries"
import { ask } from "./src/site-data"

const queries = createServerRenderer({
  api,
  ask,
  // More than 1: the page forgot a prefetch.
  onRendered: ({ pathname, passes }) => console.info(`rendered ${pathname} in ${passes}.`),
})
const draw = drawOutcomes(OutcomePage)

export const replaceRenderer = queries.replaceRenderer
export const wrapRootElement = queries.wrapRootElement
export const wrapPageElement: GatsbySSR["wrapPageElement"] = (page) =>
  queries.wrapPageElement({ ...page, element: draw(page) })
export const onPreRenderHTML = escapePageData
