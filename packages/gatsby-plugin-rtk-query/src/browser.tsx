/**
 * Creates the exports of a site's `gatsby-browser`. A browser tab has one store until the tab closes. When Gatsby shows
 * a page, the page's queries are added to the store before React renders the page.
 */
import { setupListeners } from "@reduxjs/toolkit/query"
import type { GatsbyBrowser } from "gatsby"
import * as React from "react"
import { Provider } from "react-redux"
import { createFreshness } from "./freshness"
import { onNavigation } from "./history"
import { hydrate } from "./hydrate"
import { prefetchLinks } from "./prefetch-links"
import { createRetention } from "./retention"
import { watchShownPage } from "./shown-page"
import { readStateBlock } from "./state-block"
import { assertFunctions, assertQueryOptions, createBrowserStore, type QueryOptions } from "./store"

export type GatsbyBrowserOptions = QueryOptions & {
  /**
   * Returns whether a path of this site is a page. Links to pages are prefetched. Default: true for a path that does
   * not contain `/api/` and does not end in a file extension.
   */
  isPage?(pathname: string): boolean
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
  const clock = { events: 0 }
  const tab = new Map(
    apis.map((api) => {
      const [retention, freshness] = [createRetention(api), createFreshness(api, clock)]
      return [api, { ...freshness, ...retention, middleware: [retention.middleware, freshness.middleware] }]
    }),
  )
  const store = createBrowserStore(options, (api) => tab.get(api)?.middleware ?? [])

  return {
    store,
    onClientEntry() {
      let collected = readStateBlock(document)
      const show = watchShownPage(
        () => clock.events,
        (prefetched, order) => {
          const states = [prefetched, collected]
          collected = undefined
          for (const [api, { keep }] of tab) {
            keep(
              store,
              states.flatMap((state) => Object.keys(state?.[api.reducerPath]?.queries ?? {})),
            )
          }
          for (const state of states) hydrate(apis, store, state, tab, order)
        },
      )
      setupListeners(store.dispatch)
      onNavigation(({ isPop }) => {
        if (!show() && isPop && process.env.NODE_ENV === "development") loadDocument()
      })
      prefetchLinks({ isPage })
    },
    wrapRootElement: (({ element }: { element: React.ReactNode }) => (
      <Provider store={store}>{element}</Provider>
    )) satisfies GatsbyBrowser["wrapRootElement"],
    /**
     * Turns off Gatsby's own prefetch of visible links. With it, the browser would load each linked page twice.
     * Instead, `onClientEntry` prefetches a page when the visitor touches or focuses a link to the page.
     */
    disableCorePrefetching: () => true,
  }
}

const isPagePath = (pathname: string) => !/\/api\/|\.[a-z]\w*$/i.test(pathname)

/**
 * For `gatsby develop`: if the visitor goes back to an address that Gatsby's loader has not loaded, Gatsby shows its
 * 404 page. An example is an address that the site set with `history.replaceState`. With a build, Gatsby loads the
 * page.
 */
const loadDocument = () => window.location.reload()
