import { globalHistory } from "@gatsbyjs/reach-router"
import { setupListeners } from "@reduxjs/toolkit/query"
import type { GatsbyBrowser } from "gatsby"
import * as React from "react"
import { Provider } from "react-redux"
import type { Ask } from "./base-query"
import type { DehydratedState } from "./dehydrate"
import { hydrate } from "./hydrate"
import { createNewest } from "./newest"
import { prefetchLinks } from "./prefetch-links"
import type { QueryApi } from "./query-api"
import { readStateBlock } from "./state-block"
import { createTabStore } from "./store"

export interface TabOptions {
  api: QueryApi
  // biome-ignore lint/suspicious/noExplicitAny: what a request looks like is the site's own choice
  ask: Ask<any>
  /** Which paths of this origin are pages: links to others are not prefetched. */
  isPage(pathname: string): boolean
}

/** A page as Gatsby's loader keeps it; `result` in window.pageData is `json` there. */
interface PageResult {
  serverData?: { state?: DehydratedState } | null
}

interface GatsbyWindow {
  pageData?: { result?: PageResult }
  ___emitter?: { on(event: string, listener: (event: { page?: { json?: PageResult } }) => void): void }
  ___loader?: { loadPageSync(path: string): { json?: PageResult } | undefined }
}

/**
 * Under `gatsby develop` a page that the loader has not seen counts as not found, where a build loads it. Back leads to
 * one where the address was written past Gatsby (`history.replaceState`), and its address is shown by now.
 */
const loadDocument = () => window.location.reload()

/**
 * The browser's half of the wiring: what gatsby-browser exports. One store for the life of the tab, and every
 * page's state goes into it before React sees the page: outside of rendering, where nothing warns.
 */
export function createTab({ api, ask, isPage }: TabOptions) {
  const newest = createNewest(api)
  const store = createTabStore({ api, ask, middleware: [newest.middleware] })
  const take = (state: DehydratedState | undefined) => hydrate(api, store, state, newest)
  const takePage = (page: PageResult | undefined) => take(page?.serverData?.state)

  return {
    store,
    onClientEntry() {
      const gatsby = window as unknown as GatsbyWindow
      takePage(gatsby.pageData?.result)
      take(readStateBlock(document))
      setupListeners(store.dispatch)
      gatsby.___emitter?.on("onPostLoadPageResources", ({ page }) => takePage(page?.json))
      // Registered before React starts, hence called before the router's own listener draws the page. It matters
      // for a page that was loaded earlier: by hovering, or to come Back to when the cache has let its data go.
      globalHistory.listen(({ location }) => {
        const page = gatsby.___loader?.loadPageSync(location.pathname + location.search)
        if (page) takePage(page.json)
        else if (process.env.NODE_ENV === "development") loadDocument()
      })
      prefetchLinks({ isPage })
    },
    wrapRootElement: (({ element }: { element: React.ReactNode }) => (
      <Provider store={store}>{element}</Provider>
    )) satisfies GatsbyBrowser["wrapRootElement"],
    /** Gatsby would load each SSR page in view, twice; intent is enough (see prefetchLinks). */
    disableCorePrefetching: () => true,
  }
}
