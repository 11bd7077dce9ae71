import type * as React from "react"
import { renderToStaticMarkup } from "react-dom/server"
import type { DehydratedState } from "../../src/dehydrate"
import { createGatsbySsr, type GatsbySsrOptions } from "../../src/ssr"
import { options as fixtureOptions } from "./fixture"

type RenderOptions = Partial<GatsbySsrOptions> & {
  serverData?: { dehydratedState: DehydratedState; visitId?: string }
}

/** Renders a page with the exports of gatsby-ssr, like Gatsby's `static-entry` module. */
export async function render(page: React.ReactElement, { serverData, ...options }: RenderOptions = {}) {
  let html = ""
  let passes = 0
  const blocks: React.ReactNode[] = []
  const head: React.ReactNode[] = []
  const { replaceRenderer, wrapPageElement, wrapRootElement } = createGatsbySsr({
    ...fixtureOptions,
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
    setHeadComponents: (components: React.ReactNode[]) => head.push(...components),
    setPostBodyComponents: (components: React.ReactNode[]) => blocks.push(...components),
  }
  await replaceRenderer(args as never, { plugins: [] })
  const block = renderToStaticMarkup(blocks)
  const json = /^<script id="query-state" type="application\/json">(.*)<\/script>$/.exec(block)?.[1]
  const state = json ? (JSON.parse(json) as DehydratedState) : undefined
  return {
    html,
    passes,
    block,
    head: renderToStaticMarkup(head),
    state,
    keys: Object.keys(state?.api?.queries ?? {}),
  }
}
