import { copyWithStructuralSharing } from "@reduxjs/toolkit/query"
import type { DehydratedState } from "./dehydrate"
import type { createFreshness } from "./freshness"
import * as rtk from "./rtk-internals"

/**
 * Adds the queries of a page to a store. A cached entry stays, unless the query of the page is newer and the entry
 * contains nothing else. Unchanged data keep their identity. In the browser, do not call this function while React
 * renders: React warns if a store changes while a component that reads the store renders.
 * @param freshness the freshness of each API in a tab. Default: every query is added, for an empty store
 * @param order the number of events in the tab before the page was requested
 * @param onAdded receives the key of each query that was not in the cache
 */
export function hydrate(
  apis: readonly rtk.QueryApi[],
  store: rtk.QueryStore,
  state: DehydratedState | undefined | null,
  freshness?: ReadonlyMap<rtk.QueryApi, ReturnType<typeof createFreshness>>,
  order = 0,
  onAdded: (api: rtk.QueryApi, key: string) => void = () => {},
): void {
  for (const api of apis) {
    const own = freshness?.get(api)
    const info = rtk.rehydrationInfo()
    const cached = rtk.queryStateOf(api, store.getState()).queries
    for (const [key, { tags, ...query }] of Object.entries(state?.[api.reducerPath]?.queries ?? {})) {
      const entry = cached[key]
      const version = { time: query.fulfilledTimeStamp, order }
      if (own && !(own.admits(key, version, entry?.data) && rtk.isReplaceable(api, store, entry, query)))
        continue
      const data = copyWithStructuralSharing(entry?.data, query.data)
      own?.hydrated(key, { ...version, data })
      if (!entry) onAdded(api, key)
      // Keep the request id: RTK Query ignores the response to a pending query if the cached entry has another id.
      const { requestId, startedTimeStamp } = entry ?? {}
      const pending = requestId === undefined ? {} : { requestId, startedTimeStamp }
      rtk.addRehydrated(info, key, { ...query, data, ...pending }, tags)
    }
    if (Object.keys(info.queries).length > 0) store.dispatch(rtk.hydrated({ [api.reducerPath]: info }))
  }
}
