import type { Middleware, PayloadAction } from "@reduxjs/toolkit"
import { hydrated } from "./hydrate"
import { type MadeAt, precision } from "./made-at"
import { type QueryApi, queryEventOf, queryStateOf } from "./query-api"

type Response = PayloadAction<
  unknown,
  string,
  { arg: { queryCacheKey: string }; requestId: string; fulfilledTimeStamp: number; baseQueryMeta?: MadeAt }
>

/**
 * Keeps the newer of two responses to a query, by the server's time. The last one to arrive may be older: Gatsby keeps
 * page data for the life of the tab, and a shared cache keeps responses. A mutation outdates everything that is older
 * than its own response. A mutation without a response outdates everything that pages have carried so far.
 */
export function createNewest(api: QueryApi) {
  /** When the response that each query shows was made. It stays after the cache has removed the query. */
  const shown = new Map<string, number>()
  let lastCarried = 0
  let mutatedAt = 0
  const mutations = ["executeMutation/fulfilled", "executeMutation/rejected", "invalidateTags"].map(
    (type) => `${api.reducerPath}/${type}`,
  )

  /** The response, as old as it is; or what is shown, if that is newer. */
  function newer(response: Response, data: unknown): Response {
    const { arg, baseQueryMeta, fulfilledTimeStamp } = response.meta
    const before = shown.get(arg.queryCacheKey) ?? 0
    const time = baseQueryMeta?.answered ?? fulfilledTimeStamp
    const isOlder = data !== undefined && before > mutatedAt && time < before && baseQueryMeta?.answered
    if (isOlder) return { ...response, payload: data, meta: { ...response.meta, fulfilledTimeStamp: before } }
    shown.set(arg.queryCacheKey, time)
    return { ...response, meta: { ...response.meta, fulfilledTimeStamp: time } }
  }

  const middleware: Middleware = (store) => (next) => (action) => {
    const { type, meta } = action as Response
    if (hydrated.match(action)) {
      for (const [key, { fulfilledTimeStamp }] of Object.entries(action.payload.queries)) {
        shown.set(key, fulfilledTimeStamp)
        lastCarried = Math.max(lastCarried, fulfilledTimeStamp)
      }
    } else if (mutations.includes(type)) {
      // From the start of the response's second: the page that a form leads to was made after it.
      mutatedAt = Math.max(mutatedAt, lastCarried, (meta?.baseQueryMeta?.answered ?? 0) - precision)
    } else if (queryEventOf(api, action)?.stage === "fulfilled") {
      const entry = queryStateOf(api, store.getState()).queries[meta.arg.queryCacheKey]
      if (entry?.requestId === meta.requestId) return next(newer(action as Response, entry.data))
    }
    return next(action)
  }

  return {
    middleware,
    /** Whether a carried query is newer than every mutation, and no older than what this tab has shown. */
    admits: (key: string, time: number) => time > mutatedAt && time >= (shown.get(key) ?? 0),
  }
}
