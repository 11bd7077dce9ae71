import type { Dispatch, Middleware, UnknownAction } from "@reduxjs/toolkit"
import {
  isOutdating,
  isRemoval,
  isSubscription,
  type QueryApi,
  type QueryStore,
  readAction,
  startLifecycle,
} from "./rtk-internals"

/**
 * Keeps the queries of the shown page in the cache until a component subscribes to them, an event outdates them or the
 * next page is shown. RTK Query would remove a query with `keepUnusedDataFor: 0` before React has rendered the page.
 * `onCacheEntryAdded` starts only at the first subscription: if it updated the data before React has rendered the page,
 * React would report a hydration mismatch.
 */
export function createRetention(api: QueryApi) {
  /** The keys are the kept queries. Each value is the action with which RTK Query tried to remove the query, if any. */
  let kept = new Map<string, UnknownAction | undefined>()
  const notStarted = new Set<string>()
  function release(dispatch: Dispatch, next: typeof kept) {
    const earlier = kept
    kept = next
    for (const [key, removal] of earlier) if (removal && !kept.has(key)) dispatch(removal)
  }
  const middleware: Middleware = (store) => (next) => (action) => {
    const read = readAction(api, action)
    const { key = "" } = read
    // RTK Query must remove outdated queries that no component uses, so they are no longer kept.
    if (isOutdating(read)) release(store.dispatch, new Map())
    if (kept.has(key) && isRemoval(read)) {
      kept.set(key, action as UnknownAction)
      return action
    }
    if (isSubscription(read)) {
      kept.delete(key)
      if (notStarted.delete(key)) startLifecycle(api, store, key)
    }
    return next(action)
  }
  return {
    middleware,
    added: (key: string) => notStarted.add(key),
    keep: (store: QueryStore, keys: readonly string[]) =>
      release(store.dispatch, new Map(keys.map((key) => [key, kept.get(key)]))),
  }
}

/** Keeps all queries in the cache of a store until `resetApiState`. Used for the store of one request on the server. */
export const keepQueries =
  (api: QueryApi): Middleware =>
  () =>
  (next) =>
  (action) =>
    isRemoval(readAction(api, action)) ? action : next(action)
