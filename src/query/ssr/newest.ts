import type { Middleware, PayloadAction } from "@reduxjs/toolkit"
import type { DehydratedQuery } from "./dehydrate"
import { type MadeAt, precision } from "./made-at"
import { type AnswerTime, type QueryApi, type QueryEntry, queryEventOf, queryStateOf } from "./query-api"

export interface Newest {
  middleware: Middleware
  /** When a carried query was answered. */
  answered(query: DehydratedQuery): AnswerTime
  /** Whether a carried query is newer than what the cache has, and no older than what this tab has shown. */
  admits(key: string, time: AnswerTime, current: QueryEntry | undefined): boolean
}

/** How RTK Query tells its store of an answer. */
type Fulfilled = PayloadAction<
  unknown,
  string,
  {
    arg: { queryCacheKey: string }
    requestId: string
    fulfilledTimeStamp: number
    baseQueryMeta?: MadeAt
  }
>

/**
 * Remembers how new each query was when the cache let it go. Gatsby keeps a page's data for the life of the
 * tab, as old as it came; Back would put it in again after a younger answer was shown and dropped. A mutation
 * outdates all that was carried before it, for which pages have shown what it changed is not known any more.
 *
 * An answer to the browser's own question may come out of a shared cache, made before the page that is shown. Where it
 * says so, what is shown stays, as old as it is; and what a cache had kept is as old as it says, not as its arrival.
 *
 * Pages and such answers carry times of the server's clock; mutations and other answers have the visitor's. Where that
 * one is behind, what is carried comes from its future, and would outlast them. How far it comes from there is what the
 * clocks differ by at least, and is taken off, until the visitor's clock is put. What comes with the server's time
 * is compared by that alone.
 */
export function createNewest(api: QueryApi): Newest {
  /** Milliseconds that the server's clock is ahead of this tab's, as far as is known. */
  let ahead = 0
  /** When this tab began, by the visitor's clock: it moves where that one is put right. */
  let began = Date.now() - performance.now()
  let mutatedAt = Number.NEGATIVE_INFINITY
  const dropped = new Map<string, AnswerTime>()
  /** Of the last answer that the browser asked itself: it is the one that stands there while `own` is its time. */
  const asked = new Map<string, AnswerTime>()
  // One that failed outdates too: it may be done all the same, or have been refused because of another's (412).
  const mutations = ["executeMutation/fulfilled", "executeMutation/rejected", "invalidateTags"].map(
    (type) => `${api.reducerPath}/${type}`,
  )

  /** @param server what the server's clock has shown already */
  function compareClocks(server: number) {
    const beganNow = Date.now() - performance.now()
    if (Math.abs(beganNow - began) > clockWasPut) {
      ahead = 0
      began = beganNow
    }
    ahead = Math.max(ahead, server - Date.now())
  }

  /** When what the cache has was answered: by a page, or by the browser itself since. */
  function timeOf(key: string, entry: QueryEntry | undefined): AnswerTime | undefined {
    const own = entry?.fulfilledTimeStamp
    if (own === undefined) return undefined
    return [entry?.carried, asked.get(key)].find((time) => time?.own === own) ?? { own }
  }

  /** The answer as old as it is, with the time at which it was made; or what is shown, where that is newer. */
  function dated(action: Fulfilled, entry: QueryEntry | undefined): Fulfilled {
    const { arg, requestId, baseQueryMeta } = action.meta
    const server = baseQueryMeta?.answered
    if (server === undefined || entry?.requestId !== requestId) return action
    compareClocks(server - precision)
    const time = { own: Math.min(server - ahead, Date.now()), server }
    const shown = timeOf(arg.queryCacheKey, entry)
    if (shown && shown.own >= mutatedAt && isSurelyOlder(time, shown)) {
      return withAnswer(action, entry.data, shown.own)
    }
    asked.set(arg.queryCacheKey, time)
    return withAnswer(action, action.payload, time.own)
  }

  const middleware: Middleware =
    ({ getState }) =>
    (next) =>
    (action) => {
      const entryOf = (key: string) => queryStateOf(api, getState()).queries[key]
      if (api.internalActions.removeQueryResult.match(action)) {
        const { queryCacheKey } = action.payload
        const time = timeOf(queryCacheKey, entryOf(queryCacheKey))
        if (time) dropped.set(queryCacheKey, time)
        asked.delete(queryCacheKey)
      } else if (isAnswer(api, action)) {
        return next(dated(action, entryOf(action.meta.arg.queryCacheKey)))
      } else if (mutations.includes((action as { type: string }).type)) {
        mutatedAt = Date.now()
      }
      return next(action)
    }

  return {
    middleware,
    answered({ fulfilledTimeStamp: server }) {
      compareClocks(server)
      return { own: server - ahead, server }
    },
    admits(key, time, current) {
      const before = dropped.get(key)
      if (time.own < mutatedAt || (before && isOlder(time, before))) return false
      const shown = timeOf(key, current)
      return !shown || isOlder(shown, time)
    },
  }
}

/** Milliseconds: a clock that runs a little fast or slow is not put by so much. */
const clockWasPut = 5_000

function isOlder(one: AnswerTime, other: AnswerTime): boolean {
  const [a, b] = [one.server, other.server]
  return a !== undefined && b !== undefined ? a < b : one.own < other.own
}

/** The visitor's clock proves nothing of what the server's has not dated. */
function isSurelyOlder(one: AnswerTime, other: AnswerTime): boolean {
  return other.server !== undefined && isOlder(one, other)
}

function isAnswer(api: QueryApi, action: unknown): action is Fulfilled {
  return queryEventOf(api, action)?.stage === "fulfilled"
}

function withAnswer(action: Fulfilled, payload: unknown, fulfilledTimeStamp: number): Fulfilled {
  return { ...action, payload, meta: { ...action.meta, fulfilledTimeStamp } }
}
