import type { GatsbySSR } from "gatsby"
import React from "react"
import { wrapPageElement as drawSite } from "./src/app/wrap-page"
import { themeScript } from "./src/components/layout/theme-script"
import { wrapPageElement as carryQueries, replaceRenderer, wrapRootElement } from "./src/query/gatsby-ssr"

export { replaceRenderer, wrapRootElement }

export const wrapPageElement: GatsbySSR["wrapPageElement"] = (page) =>
  carryQueries({ ...page, element: drawSite(page) })

/** The visitor's theme, before anything is painted. */
export const onRenderBody: GatsbySSR["onRenderBody"] = ({ setHeadComponents }) => {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant
  setHeadComponents([<script key="theme" dangerouslySetInnerHTML={{ __html: themeScript }} />])
}
