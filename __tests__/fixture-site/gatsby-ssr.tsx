import type { GatsbySSR } from "gatsby"
import { createServerRenderer } from "gatsby-plugin-rtk-query/ssr"
import { createWrapPageElement } from "gatsby-plugin-server-data/client"
import { escapePageData } from "gatsby-plugin-server-data/ssr"
import { ErrorPage } from "./src/components/error-page"
import { api } from "./src/queries"
import { ask } from "./src/server-data"

const queries = createServerRenderer({
  api,
  ask,
  // More than one pass: the page forgot a prefetch.
  onRendered: ({ pathname, passes }) => console.info(`rendered ${pathname} in ${passes}.`),
})
const draw = createWrapPageElement(ErrorPage)

export const replaceRenderer = queries.replaceRenderer
export const wrapRootElement = queries.wrapRootElement
export const wrapPageElement: GatsbySSR["wrapPageElement"] = (page) =>
  queries.wrapPageElement({ ...page, element: draw(page) })

/** A test switches the escaping off to show that it is needed; read at run time, not replaced at build time. */
export const onPreRenderHTML: GatsbySSR["onPreRenderHTML"] = (args) => {
  if (globalThis.process.env.FIXTURE_ESCAPING !== "off") escapePageData(args)
}
