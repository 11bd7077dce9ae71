import { isRedirect } from "@gatsbyjs/reach-router"
import type { GatsbySSR } from "gatsby"
import * as React from "react"
import { Provider } from "react-redux"
import type { DehydratedState } from "./dehydrate"
import type { PrefetcherOptions } from "./prefetch"
import { renderToHtml } from "./render-to-html"
import { createIdleStore, createRenderRequest, RenderRequestContext } from "./request"
import { settled } from "./settled"
import { StateBlock } from "./state-block"
import type { QueryStore } from "./store"

export interface ServerRendererOptions extends PrefetcherOptions {
  /** How often a page is rendered at most, while its rendering starts queries. */
  maxPasses?: number
  /** Milliseconds that one pass waits for the queries it started; what is late then is left to the browser. */
  patience?: number
  /** Told after each page, for counting. */
  onRendered?(page: { pathname: string; passes: number }): void
}

/** What a page's `serverData` holds where `getServerData` ran with a prefetcher. */
interface CarryingServerData {
  state?: DehydratedState
}

/**
 * The server's half of the wiring: what gatsby-ssr exports. Every page is rendered with a store of its own.
 * A page with nothing left to ask is rendered once; else it is rendered again when its queries are answered,
 * and what they brought travels in the HTML.
 */
export function createServerRenderer({
  api,
  ask,
  onFailure,
  maxPasses = 3,
  patience = 5_000,
  onRendered,
}: ServerRendererOptions) {
  const replaceRenderer: GatsbySSR["replaceRenderer"] = async ({
    bodyComponent,
    pathname,
    replaceBodyHTMLString,
    setPostBodyComponents,
  }) => {
    const request = createRenderRequest(api, ask, onFailure)
    const page = (
      <RenderRequestContext.Provider value={request}>{bodyComponent}</RenderRequestContext.Provider>
    )
    try {
      for (let pass = 1; ; pass++) {
        const { started } = request
        // What is answered while the page is being drawn is not in the HTML, so it must not travel either.
        const drawn = request.store.getState()
        const html = await renderToHtml(page)
        if (request.started > started && pass < maxPasses) {
          await settled(request.running(), patience)
          request.forgetFailed()
          continue
        }
        replaceBodyHTMLString(html)
        const state = request.collected(drawn)
        if (state) setPostBodyComponents([<StateBlock key="query-state" state={state} />])
        onRendered?.({ pathname, passes: pass })
        return
      }
    } catch (error) {
      // Gatsby's own renderer swallows reach-router's redirects the same way: the browser follows them.
      if (!isRedirect(error)) throw error
    } finally {
      request.dispose()
    }
  }

  let idleStore: QueryStore | undefined
  const idle = () => {
    idleStore ??= createIdleStore(api)
    return idleStore
  }

  return {
    replaceRenderer,
    wrapRootElement: (({ element }) => (
      <Root idle={idle}>{element}</Root>
    )) satisfies GatsbySSR["wrapRootElement"],
    /** To be the outermost of the site's wrappers, so that its layout may ask queries too. */
    wrapPageElement: (({ element, props }) => (
      <Page state={(props as { serverData?: CarryingServerData | null }).serverData?.state}>{element}</Page>
    )) satisfies GatsbySSR["wrapPageElement"],
  }
}

function Root({ idle, children }: { idle(): QueryStore; children: React.ReactNode }) {
  const request = React.useContext(RenderRequestContext)
  return <Provider store={request?.store ?? idle()}>{children}</Provider>
}

function Page({ state, children }: { state: DehydratedState | undefined; children: React.ReactNode }) {
  React.useContext(RenderRequestContext)?.carry(state)
  return children
}
