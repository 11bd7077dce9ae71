/**
 * Gatsby writes the page data into an inline script without escaping `<`. A visitor's text could therefore end the
 * script. This module puts the data into an escaped block of JSON. A constant script, which a Content-Security-Policy
 * can allow, reads the block.
 */
import type { PreRenderHTMLArgs } from "gatsby"
import React, { type ReactElement, type ReactNode } from "react"
import { dataBlock, dataBlockId, loaderId, loaderScript } from "./page-data-script"

type ScriptProps = { id?: string; dangerouslySetInnerHTML?: { __html: string } }

/**
 * `onPreRenderHTML` of gatsby-ssr.
 * @throws Error if this version of the package does not know the form of Gatsby's script
 */
export function escapePageData({
  getPostBodyComponents,
  replacePostBodyComponents,
  pathPrefix,
}: Pick<PreRenderHTMLArgs, "getPostBodyComponents" | "replacePostBodyComponents"> & {
  pathPrefix?: string
}): void {
  const components = getPostBodyComponents() as ReactNode[]
  replacePostBodyComponents(
    components.flatMap((component) =>
      isLoader(component) ? escapedScripts(component, pathPrefix) : [component],
    ),
  )
}

function isLoader(component: ReactNode): component is ReactElement<ScriptProps> {
  return React.isValidElement<ScriptProps>(component) && component.props.id === loaderId
}

function escapedScripts(
  { props }: ReactElement<ScriptProps>,
  pathPrefix: string | undefined,
): ReactElement[] {
  const data = dataBlock(props.dangerouslySetInnerHTML?.__html ?? "")
  return [
    <script
      key={dataBlockId}
      id={dataBlockId}
      type="application/json"
      data-path-prefix={pathPrefix || undefined}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without any "<"
      dangerouslySetInnerHTML={{ __html: data }}
    />,
    // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant
    <script key={loaderId} id={loaderId} dangerouslySetInnerHTML={{ __html: loaderScript }} />,
  ]
}
