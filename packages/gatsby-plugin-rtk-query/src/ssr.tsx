/**
 * Creates the exports of a site's `gatsby-ssr`. Each page is rendered with its own store. If the page's components
 * start queries, the page is rendered again when these queries are fulfilled. The HTML contains the data of the
 * queries, so the browser does not request them.
 */
import type { GatsbySSR } from "gatsby"
import * as React from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { Provider } from "react-redux"
import { callOrPrint } from "./query-failure"
import {
  createHeadStore,
  type PrefetchedServerData,
  RenderRequest,
  RenderRequestContext,
} from "./render-request"
import { RenderTimeoutError, renderToHtml } from "./render-to-html"
import { StateBlock } from "./state-block"
import { assertFunctions, assertServerOptions, type ServerOptions } from "./store"
import { assertTimeoutMs, withinTimeout } from "./within-timeout"

export type GatsbySsrOptions = ServerOptions & {
  /** The maximum number of times that a page is rendered. Default: 3. */
  maxPasses?: number
  /**
   * Milliseconds that rendering waits for queries and for components that suspend. The browser requests slower queries.
   * If a component suspends for longer, the response is an error: 503 by gatsby-adapter-node, and 500 by
   * `gatsby serve`.
   * Default: 5,000.
   */
  timeoutMs?: number
  /** Called after a page is rendered. */
  onRendered?(page: { pathname: string; passes: number }): void
}

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
    /** This wrapper is around the site's own page wrappers, so that the site's layout can use queries too. */
    wrapPageElement: (({ element, props }) => (
      <Page serverData={(props as { serverData?: PrefetchedServerData | null }).serverData}>{element}</Page>
    )) satisfies GatsbySSR["wrapPageElement"],
  }
}

type ReplaceRendererArgs = Parameters<NonNullable<GatsbySSR["replaceRenderer"]>>[0]

/** The minimum time that a component may suspend, even if the queries have already taken `timeoutMs`. */
const minSuspendMs = 1_000

function createRenderer(
  options: GatsbySsrOptions & { maxPasses: number; timeoutMs: number },
): NonNullable<GatsbySSR["replaceRenderer"]> {
  const { maxPasses, timeoutMs, onRendered } = options
  return async (gatsby) => {
    const { bodyComponent, pathname, replaceBodyHTMLString, setPostBodyComponents } = gatsby
    const deadline = performance.now() + timeoutMs
    const remainingMs = () => Math.max(0, deadline - performance.now())
    let request = new RenderRequest(options)
    try {
      for (let pass = 1; ; pass++) {
        // The HTML must contain only the state from before this pass, because the HTML shows a query that is fulfilled
        // during the pass as loading.
        const rendered = request.store.getState()
        const html = await renderToHtml(
          <RenderRequestContext.Provider value={request}>{bodyComponent}</RenderRequestContext.Provider>,
          Math.max(remainingMs(), Math.min(timeoutMs, minSuspendMs)),
        )
        if (request.started > 0 && pass < maxPasses) {
          await withinTimeout(request.running(), remainingMs())
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
      // Prints this error, because gatsby-adapter-node does not log an error with the status 503.
      if (error instanceof RenderTimeoutError) console.error(`${pathname} was not rendered. ${error.message}`)
      const target = redirectOf(error)
      if (target === undefined) throw error
      sendRedirect(target, gatsby)
    } finally {
      request.dispose()
    }
  }
}

/**
 * If reach-router's `Redirect` threw this value, returns the target of the redirect. The class of the value is not
 * imported, because npm may install reach-router in the `node_modules` of `gatsby`.
 */
const redirectOf = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && !(error instanceof Error) && "uri" in error
    ? String(error.uri)
    : undefined

/**
 * Sends a page that redirects in the browser. An HTTP redirect is not possible, because Gatsby determines the status
 * before it renders the page. The HTML must not be empty, because Gatsby then never ends the response.
 */
function sendRedirect(
  target: string,
  { pathname, replaceBodyHTMLString, setHeadComponents }: ReplaceRendererArgs,
) {
  const url = URL.canParse(target, thisSite) ? new URL(target, thisSite) : undefined
  // Redirects only to http(s) URLs, not to "javascript:…", for example.
  const href = url && /^https?:$/.test(url.protocol) ? url.href.replace(thisSite, "") : undefined
  console.warn(
    `${pathname} rendered a Redirect to ${target}, which ${href ? "the browser follows" : "is not an address"}. For a redirect of HTTP, throw redirect() in load.`,
  )
  const body = href ? <a href={href}>{href}</a> : <p>This page redirects to an invalid address.</p>
  replaceBodyHTMLString(renderToStaticMarkup(body))
  if (href) setHeadComponents([<meta key="redirect" httpEquiv="refresh" content={`0;url=${href}`} />])
}

/** The base URL for resolving paths of this site. No site can have this name: `invalid` is reserved (RFC 2606). */
const thisSite = "http://site.invalid"

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
  React.useContext(RenderRequestContext)?.hydrate(serverData)
  return children
}
