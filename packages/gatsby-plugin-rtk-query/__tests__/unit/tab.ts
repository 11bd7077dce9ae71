import { configureStore } from "@reduxjs/toolkit"
import type { BaseQueryFn } from "../../src"
import type { DehydratedState } from "../../src/dehydrate"
import { createFreshness } from "../../src/freshness"
import { hydrate } from "../../src/hydrate"
import { createRetention } from "../../src/retention"
import { createStoreWith } from "../../src/store-connection"
import { api } from "./fixture"

export const key = 'book({"id":"a"})'

const plainStore = () =>
  configureStore({
    reducer: { api: api.reducer },
    middleware: (defaults) => defaults().concat(api.middleware),
  })

/** Returns the dehydrated book "a" with this title and time. */
export function dehydratedBook(fulfilledTimeStamp: number, title = "Book a"): DehydratedState {
  const query = { endpointName: "book", originalArgs: { id: "a" }, data: { id: "a", title, next: "b" } }
  return { api: { queries: { [key]: { ...query, fulfilledTimeStamp, tags: [{ type: "book", id: "a" }] } } } }
}

/** Creates a store like the store of a browser tab, with this base query. */
export function createTestStore(baseQuery: BaseQueryFn) {
  const clock = { events: 0 }
  const freshness = createFreshness(api, clock)
  const retention = createRetention(api)
  const connection = {
    baseQueries: { api: baseQuery },
    middleware: () => [retention.middleware, freshness.middleware],
  }
  const store = createStoreWith(connection, [api], plainStore)
  const orders = new WeakMap<DehydratedState, number>()
  return {
    store,
    /** Shows a page with these queries. Gatsby requests the page when a test passes the state for the first time. */
    hydrate(state: DehydratedState) {
      const order = orders.get(state) ?? clock.events
      orders.set(state, order)
      hydrate([api], store, state, new Map([[api, { ...freshness, ...retention }]]), order)
    },
    /** Keeps these queries in the cache until a component subscribes to them, as for a shown page. */
    keep: (keys: readonly string[]) => retention.keep(store, keys),
    /** Requests a page with these queries and does not show it. */
    prefetch: (state: DehydratedState) => orders.set(state, clock.events),
    book: (id = "a") => api.endpoints.book.select({ id })(store.getState() as never),
  }
}
