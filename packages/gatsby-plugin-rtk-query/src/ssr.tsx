/**
 * Creates the exports of a site's `gatsby-ssr`. Every page is rendered with its own store. If rendering starts queries,
 * the page is rendered again when the queries are fulfilled. The HTML contains the data of the queries for the browser.
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
  /** The maximum number of times that a page is rendered. Default: 3. */
  maxPasses?: number
  /** Milliseconds that one pass waits for its queries. The browser requests slower queries. Default: 5,000. */
  timeoutMs?: number
  /** Called after a page is rendered. */
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
  const { maxPasses = 3, timeoutMs = 5_000, onRendered } = options
  assertFunctions({ onRendered })
  assertTimeoutMs(timeoutMs)
  if (!Number.isInteger(maxPasses) || maxPasses < 1) {
    throw new TypeError(`maxPasses must be a whole number from 1, not ${String(maxPasses)}.`)
  }
  return {
    replaceRenderer: createRenderer({ ...options, maxPasses, timeoutMs }),
    wrapRootElement: (({ element }) => (
      <Root options={options}>{element}</Root>
    )) satisfies GatsbySSR["wrapRootElement"],
    /** This is the outermost of the site's page wrappers, so that the site's layout can use queries too. */
    wrapPageElement: (({ element, props }) => (
      <Page serverData={(props as { serverData?: PrefetchedServerData | null }).serverData}>{element}</Page>
    )) satisfies GatsbySSR["wrapPageElement"],
  }
}

function createRenderer(
  options: GatsbySsrOptions & { maxPasses: number; timeoutMs: number },
): NonNullable<GatsbySSR["replaceRenderer"]> {
  const { maxPasses, timeoutMs, onRendered } = options
  return async ({ bodyComponent, pathname, replaceBodyHTMLString, setPostBodyComponents }) => {
    let request = new RenderRequest(options)
    try {
      for (let pass = 1; ; pass++) {
        // Only the state from before the pass is sent. The HTML shows a query as loading if it is fulfilled later.
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
      // Gatsby's own renderer ignores redirects too. The browser follows the redirect.
      if (!isRedirect(error)) throw error
    } finally {
      request.dispose()
    }
  }
}

/**
 * Returns whether reach-router's `Redirect` threw this value. The class of the value is not imported, because npm may
 * install reach-router in the `node_modules` of `gatsby`.
 */
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
