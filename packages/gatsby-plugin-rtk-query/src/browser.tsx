/**
 * Creates the exports of a site's `gatsby-browser`. A tab has one store until the tab closes. The queries of each page
 * are added to the store before React renders the page.
 */
import { setupListeners } from "@reduxjs/toolkit/query"
import type { GatsbyBrowser } from "gatsby"
import * as React from "react"
import { Provider } from "react-redux"
import type { DehydratedState } from "./dehydrate"
import { createFreshness } from "./freshness"
import { onNavigation } from "./history"
import { hydrate } from "./hydrate"
import { prefetchLinks } from "./prefetch-links"
import { readStateBlock } from "./state-block"
import { assertFunctions, assertQueryOptions, createBrowserStore, type QueryOptions } from "./store"

export type GatsbyBrowserOptions = QueryOptions & {
  /**
   * Returns whether a path of this origin is a page. Links to pages are prefetched. Default: a path is a page if the
   * path does not contain `/api/` and does not end in a file extension.
   */
  isPage?(pathname: string): boolean
}

/** The part of a page's data in Gatsby's loader that is read here. */
type PageData = { serverData?: { dehydratedState?: DehydratedState } | null }

type GatsbyWindow = {
  pageData?: { result?: PageData }
  ___emitter?: { on(event: string, listener: (event: { page?: { json?: PageData } }) => void): void }
  ___loader?: { loadPageSync(path: string): { json?: PageData } | undefined }
}

/**
 * Creates the functions that `gatsby-browser` exports, and the tab's `store`.
 * @throws TypeError for invalid options, except in production bundles
 */
export function createGatsbyBrowser(options: GatsbyBrowserOptions) {
  if (process.env.NODE_ENV !== "production") {
    assertQueryOptions(options)
    assertFunctions({ isPage: options.isPage })
  }
  const { apis, isPage = isPagePath } = options
  const freshness = new Map(apis.map((api) => [api, createFreshness(api)]))
  const store = createBrowserStore(options, (api) => {
    const own = freshness.get(api)
    return own ? [own.middleware] : []
  })
  const hydrateState = (state: DehydratedState | undefined) =>
    hydrate(apis, store, state, (api, key, time) => freshness.get(api)?.shouldHydrate(key, time) ?? true)
  const hydratePage = (page: PageData | undefined) => hydrateState(page?.serverData?.dehydratedState)

  return {
    store,
    onClientEntry() {
      const gatsby = window as unknown as GatsbyWindow
      hydratePage(gatsby.pageData?.result)
      hydrateState(readStateBlock(document))
      setupListeners(store.dispatch)
      gatsby.___emitter?.on("onPostLoadPageResources", ({ page }) => hydratePage(page?.json))
      // Adds the queries of a page that the loader has kept. RTK Query may have removed these queries from the cache.
      onNavigation(({ isPop }) => {
        const page = gatsby.___loader?.loadPageSync(location.pathname + location.search)
        if (page) hydratePage(page.json)
        else if (isPop && process.env.NODE_ENV === "development") loadDocument()
      })
      prefetchLinks({ isPage })
    },
    wrapRootElement: (({ element }: { element: React.ReactNode }) => (
      <Provider store={store}>{element}</Provider>
    )) satisfies GatsbyBrowser["wrapRootElement"],
    /**
     * Turns off Gatsby's prefetch of visible links, which would load each linked page twice. Instead, `onClientEntry`
     * prefetches a page when the visitor touches or focuses a link to the page.
     */
    disableCorePrefetching: () => true,
  }
}

const isPagePath = (pathname: string) => !/\/api\/|\.[a-z]\w*$/i.test(pathname)

/**
 * In `gatsby develop`, going back to a page that the loader does not know shows Gatsby's 404 page. A build loads the
 * page. For example, the loader does not know an address that the site set with `history.replaceState`.
 */
const loadDocument = () => window.location.reload()
