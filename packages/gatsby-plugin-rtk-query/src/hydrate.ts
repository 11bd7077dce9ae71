import type { Store } from "@reduxjs/toolkit"
import { copyWithStructuralSharing } from "@reduxjs/toolkit/query"
import type { DehydratedState } from "./dehydrate"
import {
  addRehydrated,
  hydrated,
  type QueryApi,
  queryStateOf,
  type RehydrationInfo,
  rehydrationInfo,
} from "./rtk-internals"

/** Returns whether to hydrate a query that is newer than the cached entry. */
export type ShouldHydrate = (api: QueryApi, key: string, fulfilledTimeStamp: number) => boolean

/**
 * Adds the queries of a page to a store. If the store has an entry for a query, the newer entry is kept. Unchanged data
 * keep their identity. Dispatches no action if no query is newer. In the browser, do not call this function while React
 * renders: React warns if a store changes while a component that reads the store renders.
 */
export function hydrate(
  apis: readonly QueryApi[],
  store: Pick<Store, "dispatch" | "getState">,
  state: DehydratedState | undefined | null,
  shouldHydrate: ShouldHydrate = () => true,
): void {
  const found: Record<string, RehydrationInfo> = {}
  for (const api of apis) {
    const info = newerQueries(api, store.getState(), state, shouldHydrate)
    if (Object.keys(info.queries).length > 0) found[api.reducerPath] = info
  }
  if (Object.keys(found).length > 0) store.dispatch(hydrated(found))
}

function newerQueries(
  api: QueryApi,
  cache: unknown,
  state: DehydratedState | undefined | null,
  shouldHydrate: ShouldHydrate,
): RehydrationInfo {
  const info = rehydrationInfo()
  const cached = queryStateOf(api, cache).queries
  for (const [key, { tags, ...query }] of Object.entries(state?.[api.reducerPath]?.queries ?? {})) {
    const current = cached[key]
    const isNewer = query.fulfilledTimeStamp > (current?.fulfilledTimeStamp ?? Number.NEGATIVE_INFINITY)
    if (!isNewer || !shouldHydrate(api, key, query.fulfilledTimeStamp)) continue
    const data = copyWithStructuralSharing(current?.data, query.data)
    // Keep the request id: RTK Query ignores the response to a pending query if the cached entry has another id.
    const { requestId, startedTimeStamp } = current ?? {}
    const pending = requestId === undefined ? {} : { requestId, startedTimeStamp }
    addRehydrated(info, key, { ...query, data, ...pending }, tags)
  }
  return info
}
