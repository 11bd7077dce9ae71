import { copyWithStructuralSharing } from "@reduxjs/toolkit/query"
import type { DehydratedState } from "./dehydrate"
import type { createFreshness } from "./freshness"
import type { createRetention } from "./retention"
import * as rtk from "./rtk-internals"

type TabQueries = Pick<ReturnType<typeof createFreshness>, "admits" | "hydrated"> &
  Pick<ReturnType<typeof createRetention>, "added">

/**
 * Adds the queries of a page to a store. A cached entry is replaced only if the page's query is newer, and if the entry
 * contains no data that the replacement would lose. If the data are equal, the store keeps the same object. In the
 * browser, do not call this function while React renders: React warns if a store changes while a component that reads
 * the store renders.
 * @param tab decides for each API whether a query of the page replaces a cached query. Default: every query is added,
 * because the store is empty
 * @param order the number of events in the tab before the page was requested
 */
export function hydrate(
  apis: readonly rtk.QueryApi[],
  store: rtk.QueryStore,
  state: DehydratedState | undefined | null,
  tab?: ReadonlyMap<rtk.QueryApi, TabQueries>,
  order = 0,
): void {
  for (const api of apis) {
    const own = tab?.get(api)
    const info = rtk.rehydrationInfo()
    const cached = rtk.queryStateOf(api, store.getState()).queries
    for (const [key, { tags, ...query }] of Object.entries(state?.[api.reducerPath]?.queries ?? {})) {
      const entry = cached[key]
      const version = { time: query.fulfilledTimeStamp, order }
      if (own && !(own.admits(key, version, entry?.data) && rtk.isReplaceable(api, store, entry, query)))
        continue
      const data = copyWithStructuralSharing(entry?.data, query.data)
      own?.hydrated(key, { ...version, data })
      if (!entry) own?.added(key)
      // Keep the request id: RTK Query ignores the response to a pending query if the cached entry has another id.
      const { requestId, startedTimeStamp } = entry ?? {}
      const pending = requestId === undefined ? {} : { requestId, startedTimeStamp }
      rtk.addRehydrated(info, key, { ...query, data, ...pending }, tags)
    }
    if (Object.keys(info.queries).length > 0) store.dispatch(rtk.hydrated({ [api.reducerPath]: info }))
  }
}
