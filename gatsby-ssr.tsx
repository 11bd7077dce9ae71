import type { GatsbySSR } from "gatsby"
import React from "react"
import { wrapPageElement as wrapInLayout } from "./src/app/wrap-page"
import { PictureDefinitions } from "./src/components/charts/picture-definitions"
import { documentHead } from "./src/components/layout/document-head"
import { themeScript } from "./src/components/layout/theme-script"
import { wrapPageElement as provideQueries, replaceRenderer, wrapRootElement } from "./src/query/gatsby-ssr"

export { replaceRenderer, wrapRootElement }

export const wrapPageElement: GatsbySSR["wrapPageElement"] = (page) =>
  provideQueries({ ...page, element: wrapInLayout(page) })

/** Writes what is constant in every document: the theme's script, the head, and the definitions of the pictures. */
export const onRenderBody: GatsbySSR["onRenderBody"] = ({ setHeadComponents, setPostBodyComponents }) => {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant
  const theme = <script key="theme" dangerouslySetInnerHTML={{ __html: themeScript }} />
  setHeadComponents([theme, ...documentHead(process.env.GATSBY_SITE_URL ?? "")])
  setPostBodyComponents([<PictureDefinitions key="pictures" />])
}
