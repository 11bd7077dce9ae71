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
 * Keeps the newer of two responses to a query, by the server's time. The last response to arrive may be older: Gatsby
 * keeps page data for the life of the tab, and a shared cache keeps responses. After a mutation, page data with an
 * earlier `Date` than the mutation's response is ignored. If the mutation's response has no `Date`, all data that pages
 * have hydrated so far is ignored.
 */
export function createFreshness(api: QueryApi) {
  /** When the response that each query shows was created. Kept after the cache has removed the query. */
  const shownTimes = new Map<string, number>()
  let lastHydrated = 0
  let mutatedAt = 0

  /** The response with the time of its creation; or with the cached data, if they are newer. */
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
      // From the start of the second: the page that a form leads to may be created in the same one.
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
    /** Whether a query of a page is newer than every mutation, and not older than what this tab has shown. */
    shouldHydrate: (key: string, time: number) => time > mutatedAt && time >= (shownTimes.get(key) ?? 0),
  }
}
