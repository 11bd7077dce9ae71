import type * as React from "react"
import { renderToStaticMarkup } from "react-dom/server"
import type { DehydratedState } from "../../src/dehydrate"
import { createServerRenderer, type ServerRendererOptions } from "../../src/gatsby-server"
import { api, ask } from "./fixture"

/** Renders a page the way Gatsby's static-entry does, with what gatsby-ssr exports. */
export async function render(
  page: React.ReactElement,
  {
    serverData,
    ...options
  }: Partial<ServerRendererOptions> & { serverData?: { state: DehydratedState } } = {},
) {
  let html = ""
  let passes = 0
  const blocks: React.ReactNode[] = []
  const { replaceRenderer, wrapPageElement, wrapRootElement } = createServerRenderer({
    api,
    ask,
    onRendered: (rendered) => {
      passes = rendered.passes
    },
    ...options,
  })
  const wrapped = wrapPageElement({ element: page, props: { serverData } } as never)
  const args = {
    bodyComponent: wrapRootElement({ element: wrapped, pathname: "/" }),
    pathname: "/",
    replaceBodyHTMLString: (text: string) => {
      html = text
    },
    setPostBodyComponents: (components: React.ReactNode[]) => blocks.push(...components),
  }
  await replaceRenderer(args as never, { plugins: [] })
  const block = renderToStaticMarkup(blocks)
  const json = /^<script id="query-state" type="application\/json">(.*)<\/script>$/.exec(block)?.[1]
  return { html, passes, block, state: json ? (JSON.parse(json) as DehydratedState) : undefined }
}
