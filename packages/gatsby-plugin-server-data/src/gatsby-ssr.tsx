import type { PreRenderHTMLArgs } from "gatsby"
import React, { type ReactElement, type ReactNode } from "react"
import { dataBlock, dataBlockId, loaderId, loaderScript } from "./page-data-script"

type ScriptProps = { id?: string; dangerouslySetInnerHTML?: { __html: string } }

/**
 * `onPreRenderHTML` of gatsby-ssr: carries the page data as an escaped data block beside one constant script.
 * @example export const onPreRenderHTML = escapePageData
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
    components.flatMap((component) => (isLoader(component) ? escaped(component, pathPrefix) : [component])),
  )
}

function isLoader(component: ReactNode): component is ReactElement<ScriptProps> {
  return React.isValidElement<ScriptProps>(component) && component.props.id === loaderId
}

function escaped({ props }: ReactElement<ScriptProps>, pathPrefix: string | undefined): ReactElement[] {
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
