import type { Middleware, UnknownAction } from "@reduxjs/toolkit"
import { type QueryApi, type QueryStore, removedKeyOf, subscribedKeyOf } from "./rtk-internals"

/**
 * Keeps the queries of the shown page in the cache until a component subscribes to them or the next page is shown. RTK
 * Query would remove a query with `keepUnusedDataFor: 0` before React has rendered the page.
 */
export function createRetention(api: QueryApi) {
  /** The keys of the kept queries, with the action of RTK Query that would have removed the query. */
  let kept = new Map<string, UnknownAction | undefined>()
  const middleware: Middleware = () => (next) => (action) => {
    const removed = removedKeyOf(api, action) ?? ""
    if (kept.has(removed)) {
      kept.set(removed, action as UnknownAction)
      return action
    }
    kept.delete(subscribedKeyOf(api, action) ?? "")
    return next(action)
  }
  return {
    middleware,
    keep(store: QueryStore, keys: readonly string[]) {
      const earlier = kept
      kept = new Map(keys.map((key) => [key, earlier.get(key)]))
      for (const [key, removal] of earlier) if (removal && !kept.has(key)) store.dispatch(removal)
    },
  }
}

/** Keeps all queries in the cache of a store until `resetApiState`. For a store of one request. */
export const keepQueries =
  (api: QueryApi): Middleware =>
  () =>
  (next) =>
  (action) =>
    removedKeyOf(api, action) === undefined ? next(action) : action
