import type { Middleware } from "@reduxjs/toolkit"
import type { DehydratedQuery } from "./dehydrate"
import { type QueryApi, queryStateOf } from "./query-api"

export interface Newest {
  middleware: Middleware
  /** Whether a carried query is at least as new as what this tab has shown under that key. */
  admits(key: string, query: DehydratedQuery): boolean
}

/**
 * Remembers how new each query was when the cache let it go. Gatsby keeps a page's data for the life of the
 * tab, as old as it came; Back would put it in again after a younger answer was shown and dropped. A mutation
 * outdates all that was carried before it, for which pages have shown what it changed is not known any more.
 */
export function createNewest(api: QueryApi): Newest {
  const droppedAt = new Map<string, number>()
  let mutatedAt = Number.NEGATIVE_INFINITY
  const mutations = [`${api.reducerPath}/executeMutation/fulfilled`, `${api.reducerPath}/invalidateTags`]

  const middleware: Middleware =
    ({ getState }) =>
    (next) =>
    (action) => {
      if (api.internalActions.removeQueryResult.match(action)) {
        const { queryCacheKey } = action.payload
        const time = queryStateOf(api, getState()).queries[queryCacheKey]?.fulfilledTimeStamp
        if (time !== undefined) droppedAt.set(queryCacheKey, time)
      } else if (mutations.includes((action as { type: string }).type)) {
        mutatedAt = Date.now()
      }
      return next(action)
    }

  return {
    middleware,
    admits: (key, { fulfilledTimeStamp }) =>
      fulfilledTimeStamp >= mutatedAt &&
      fulfilledTimeStamp >= (droppedAt.get(key) ?? Number.NEGATIVE_INFINITY),
  }
}
