/**
 * The exports of a site's `gatsby-ssr`. Every page is rendered with a store of its own. If rendering starts queries, the
 * page is rendered again when they are fulfilled, and the HTML contains their data for the browser.
 */
import type { GatsbySSR } from "gatsby"
import * as React from "react"
import { Provider } from "react-redux"
import type { DehydratedState } from "./dehydrate"
import { callOrPrint } from "./query-failure"
import { createHeadStore, RenderRequest, RenderRequestContext } from "./render-request"
import { renderToHtml } from "./render-to-html"
import { StateBlock } from "./state-block"
import { assertFunctions, assertServerOptions, type ServerOptions } from "./store"
import { assertTimeoutMs, withinTimeout } from "./within-timeout"

export type GatsbySsrOptions = ServerOptions & {
  /** How often a page is rendered at most. Default: 3. */
  maxPasses?: number
  /** Milliseconds that one pass waits for its queries. Later ones are left to the browser. Default: 5,000. */
  timeoutMs?: number
  /** Called after each page. */
  onRendered?(page: { pathname: string; passes: number }): void
}

/** The `serverData` of a page with a prefetcher. */
type PrefetchedServerData = { dehydratedState?: DehydratedState }

/**
 * Creates the functions that `gatsby-ssr` exports.
 * @throws TypeError for invalid options
 */
export function createGatsbySsr(options: GatsbySsrOptions) {
  assertServerOptions(options)
  const { maxPasses = 1, timeoutMs = 0, onRendered } = options
  assertFunctions({ onRendered })
  assertTimeoutMs(timeoutMs)
  if (!Number.isInteger(maxPasses) || maxPasses < 1) {
    throw new TypeError(`maxPasses must be a whole number from 1, not ${String(maxPasses)}.`)
  }
  return {
    replaceRenderer: createRenderer(options),
    wrapRootElement: (({ element }) => (
      <Root options={options}>{element}</Root>
    )) satisfies GatsbySSR["wrapRootElement"],
    /** Outermost of the site's page wrappers, so that its layout can use queries too. */
    wrapPageElement: (({ element, props }) => (
      <Page serverData={(props as { serverData?: PrefetchedServerData | null }).serverData}>{element}</Page>
    )) satisfies GatsbySSR["wrapPageElement"],
  }
}

function createRenderer(options: GatsbySsrOptions): NonNullable<GatsbySSR["replaceRenderer"]> {
  const { maxPasses = 3, timeoutMs = 5_000, onRendered } = options
  return async ({ bodyComponent, pathname, replaceBodyHTMLString, setPostBodyComponents }) => {
    let request = new RenderRequest(options)
    try {
      for (let pass = 1; ; pass++) {
        // The HTML of this pass does not contain a query that is fulfilled during the pass, so its data must not be sent.
        const rendered = request.store.getState()
        const html = await renderToHtml(
          <RenderRequestContext.Provider value={request}>{bodyComponent}</RenderRequestContext.Provider>,
        )
        if (request.started > 0 && pass < maxPasses) {
          await withinTimeout(request.running(), timeoutMs)
          const finished = request
          request = finished.next()
          finished.dispose()
          continue
        }
        replaceBodyHTMLString(html)
        const state = request.collected(rendered)
        if (state) setPostBodyComponents([<StateBlock key="query-state" state={state} />])
        callOrPrint(`onRendered failed for ${pathname}.`, () => onRendered?.({ pathname, passes: pass }))
        return
      }
    } catch (error) {
      // Gatsby's own renderer ignores these too: the browser follows the redirect.
      if (!isRedirect(error)) throw error
    } finally {
      request.dispose()
    }
  }
}

/** What reach-router's Redirect throws. Its class is not imported: npm may install that package below `gatsby`. */
const isRedirect = (error: unknown) =>
  typeof error === "object" && error !== null && !(error instanceof Error) && "uri" in error

function Root({ options, children }: { options: ServerOptions; children: React.ReactNode }) {
  const request = React.useContext(RenderRequestContext)
  return <Provider store={request?.store ?? createHeadStore(options)}>{children}</Provider>
}

function Page({
  serverData,
  children,
}: {
  serverData: PrefetchedServerData | null | undefined
  children: React.ReactNode
}) {
  React.useContext(RenderRequestContext)?.hydrate(serverData?.dehydratedState)
  return children
}
