import { configureStore } from "@reduxjs/toolkit"
import type { BaseQueryFn } from "../../src"
import type { DehydratedState } from "../../src/dehydrate"
import { createFreshness } from "../../src/freshness"
import { hydrate } from "../../src/hydrate"
import { createStoreWith } from "../../src/rtk-internals"
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
  const freshness = createFreshness(api)
  const connection = { baseQueries: { api: baseQuery }, middleware: () => [freshness.middleware] }
  const store = createStoreWith(connection, [api], plainStore)
  return {
    store,
    hydrate: (state: DehydratedState | undefined) =>
      hydrate([api], store, state, (_api, queryKey, time) => freshness.shouldHydrate(queryKey, time)),
    book: (id = "a") => api.endpoints.book.select({ id })(store.getState() as never),
  }
}
