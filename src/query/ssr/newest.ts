import type { Middleware } from "@reduxjs/toolkit"
import type { DehydratedQuery } from "./dehydrate"
import { type Answered, type QueryApi, type QueryEntry, queryStateOf } from "./query-api"

export interface Newest {
  middleware: Middleware
  /** When a carried query was answered. */
  answered(query: DehydratedQuery): Answered
  /** Whether a carried query is newer than what the cache has, and no older than what this tab has shown. */
  admits(key: string, time: Answered, current: QueryEntry | undefined): boolean
}

/**
 * Remembers how new each query was when the cache let it go. Gatsby keeps a page's data for the life of the
 * tab, as old as it came; Back would put it in again after a younger answer was shown and dropped. A mutation
 * outdates all that was carried before it, for which pages have shown what it changed is not known any more.
 *
 * Pages carry times of the server's clock; the browser's own answers and mutations have the visitor's. Where that one
 * is behind, what a page carries comes from its future, and would outlast them. How far it comes from there is what
 * the clocks differ by at least, and is taken off, until the visitor's clock is put. What two pages carry is compared by
 * the server's clock alone.
 */
export function createNewest(api: QueryApi): Newest {
  /** Milliseconds that the server's clock is ahead of this tab's, as far as is known. */
  let ahead = 0
  /** When this tab began, by the visitor's clock: it moves where that one is put right. */
  let began = Date.now() - performance.now()
  let mutatedAt = Number.NEGATIVE_INFINITY
  const dropped = new Map<string, Answered>()
  const mutations = [`${api.reducerPath}/executeMutation/fulfilled`, `${api.reducerPath}/invalidateTags`]

  const middleware: Middleware =
    ({ getState }) =>
    (next) =>
    (action) => {
      if (api.internalActions.removeQueryResult.match(action)) {
        const { queryCacheKey } = action.payload
        const time = answerOf(queryStateOf(api, getState()).queries[queryCacheKey])
        if (time) dropped.set(queryCacheKey, time)
      } else if (mutations.includes((action as { type: string }).type)) {
        mutatedAt = Date.now()
      }
      return next(action)
    }

  return {
    middleware,
    answered({ fulfilledTimeStamp: server }) {
      const beganNow = Date.now() - performance.now()
      if (Math.abs(beganNow - began) > clockWasPut) {
        ahead = 0
        began = beganNow
      }
      ahead = Math.max(ahead, server - Date.now())
      return { own: server - ahead, server }
    },
    admits(key, time, current) {
      const before = dropped.get(key)
      if (time.own < mutatedAt || (before && isOlder(time, before))) return false
      const shown = answerOf(current)
      return !shown || isOlder(shown, time)
    },
  }
}

/** Milliseconds: a clock that runs a little fast or slow is not put by so much. */
const clockWasPut = 5_000

/** When what the cache has was answered: by a page, or by the browser itself since. */
function answerOf(entry: QueryEntry | undefined): Answered | undefined {
  const { fulfilledTimeStamp: own, carried } = entry ?? {}
  if (own === undefined) return undefined
  return carried?.own === own ? carried : { own }
}

function isOlder(one: Answered, other: Answered): boolean {
  const [a, b] = [one.server, other.server]
  return a !== undefined && b !== undefined ? a < b : one.own < other.own
}
