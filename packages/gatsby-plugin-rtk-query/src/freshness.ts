import type { Middleware } from "@reduxjs/toolkit"
import {
  fulfilledTimeOf,
  hydrated,
  isMutationEnd,
  isPartialResponse,
  type QueryApi,
  queryEventOf,
  queryStateOf,
  responseDateOf,
  withFulfilled,
} from "./rtk-internals"

/** A `Date` header has whole seconds. A response counts as created in the last millisecond of its second. */
const precisionMs = 999

/**
 * Keeps the newer of two responses to a query, according to the server's clock. The response that arrives last may be
 * the older one, because Gatsby keeps page data until the tab closes, and shared caches keep responses. After a
 * mutation, page data with an earlier `Date` than the mutation's response are ignored. If the mutation's response has
 * no `Date`, page data are ignored if they are not newer than the data that pages have hydrated so far.
 */
export function createFreshness(api: QueryApi) {
  /** Creation time of the shown response, by query key. The time stays after the cache has removed the query. */
  const shownTimes = new Map<string, number>()
  let lastHydrated = 0
  let mutatedAt = 0

  /**
   * Returns the action with the time when its response was created. Without a `Date`, and for a partial response, this
   * is the time when the response arrived. If the cached data are newer than the response and than every mutation, the
   * action gets the cached data and their time instead.
   */
  function withNewerData(action: unknown, key: string, cached: unknown) {
    const date = isPartialResponse(api, action) ? undefined : responseDateOf(action)
    const shown = shownTimes.get(key) ?? 0
    const time = date === undefined ? fulfilledTimeOf(action) : date + precisionMs
    const isOlder = date !== undefined && cached !== undefined && shown > mutatedAt && time < shown
    if (isOlder) return withFulfilled(action, shown, cached)
    shownTimes.set(key, time)
    return withFulfilled(action, time)
  }

  const middleware: Middleware = (store) => (next) => (action) => {
    if (hydrated.match(action)) {
      const { queries = {} } = action.payload[api.reducerPath] ?? {}
      for (const [key, { fulfilledTimeStamp }] of Object.entries(queries)) {
        shownTimes.set(key, fulfilledTimeStamp)
        lastHydrated = Math.max(lastHydrated, fulfilledTimeStamp)
      }
    } else if (isMutationEnd(api, action)) {
      // `precisionMs` is not added: the page after a form may be created in the same second and must be hydrated.
      mutatedAt = Math.max(mutatedAt, lastHydrated, responseDateOf(action) ?? 0)
    } else {
      const event = queryEventOf(api, action)
      if (event?.stage === "fulfilled") {
        const entry = queryStateOf(api, store.getState()).queries[event.queryCacheKey]
        if (entry?.requestId === event.requestId) {
          return next(withNewerData(action, event.queryCacheKey, entry.data))
        }
      }
    }
    return next(action)
  }

  return {
    middleware,
    /** Returns whether a query of a page is newer than every mutation, and not older than its data in this tab. */
    shouldHydrate: (key: string, time: number) => time > mutatedAt && time >= (shownTimes.get(key) ?? 0),
  }
}
