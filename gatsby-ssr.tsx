import type { GatsbySSR } from "gatsby"
import React from "react"
import { wrapPageElement as wrapInLayout } from "./src/app/wrap-page"
import { PictureDefinitions } from "./src/components/charts/picture-definitions"
import { themeScript } from "./src/components/layout/theme-script"
import { wrapPageElement as provideQueries, replaceRenderer, wrapRootElement } from "./src/query/gatsby-ssr"

export { replaceRenderer, wrapRootElement }

export const wrapPageElement: GatsbySSR["wrapPageElement"] = (page) =>
  provideQueries({ ...page, element: wrapInLayout(page) })

/** Sets the visitor's theme before the first paint, and adds the definitions of the pictures. */
export const onRenderBody: GatsbySSR["onRenderBody"] = ({ setHeadComponents, setPostBodyComponents }) => {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant
  setHeadComponents([<script key="theme" dangerouslySetInnerHTML={{ __html: themeScript }} />])
  setPostBodyComponents([<PictureDefinitions key="pictures" />])
}
