import type { GatsbySSR } from "gatsby"
import { createGatsbySsr } from "gatsby-plugin-rtk-query/ssr"
import { cloneElement, isValidElement, type ReactNode } from "react"
import { queryOptions } from "./src/server-data"
import { walkApi } from "./src/walk/walk-queries"
import { walkBaseQuery } from "./src/walk/walk-server-data"

const queries = createGatsbySsr({
  ...queryOptions,
  apis: [...queryOptions.apis, walkApi],
  baseQueries: { ...queryOptions.baseQueries, walk: walkBaseQuery },
  // The tests read this line of the log. More than one rendering pass means that a page starts a query that it did not
  // prefetch.
  onRendered: ({ pathname, passes }) => console.info(`rendered ${pathname} in ${passes}.`),
})

export const replaceRenderer = queries.replaceRenderer
export const wrapRootElement = queries.wrapRootElement
export const wrapPageElement = queries.wrapPageElement

/**
 * A test switches the plugin's escaping off, to show that it is necessary. `globalThis` keeps Gatsby from replacing the
 * variable at build time.
 */
export const onPreRenderHTML: GatsbySSR["onPreRenderHTML"] = ({
  getPostBodyComponents,
  replacePostBodyComponents,
}) => {
  if (globalThis.process.env.FIXTURE_ESCAPING !== "off") return
  replacePostBodyComponents(getPostBodyComponents().map(unescaped))
}

type ScriptProps = { id?: string; dangerouslySetInnerHTML?: { __html: string } }

function unescaped(component: ReactNode) {
  if (!isValidElement<ScriptProps>(component) || component.props.id !== "gatsby-page-data") return component
  const { __html = "" } = component.props.dangerouslySetInnerHTML ?? {}
  return cloneElement(component, { dangerouslySetInnerHTML: { __html: __html.replaceAll("\\u003c", "<") } })
}
