import type { Middleware } from "@reduxjs/toolkit"
import { createContext } from "react"
import { type DehydratedState, dehydrate } from "./dehydrate"
import { createFreshness } from "./freshness"
import { hydrate } from "./hydrate"
import { notSent, report } from "./query-failure"
import {
  failureOf,
  notStarted,
  type QueryApi,
  type QueryStore,
  queryEventOf,
  queryStateOf,
} from "./rtk-internals"
import { createServerStore, type ServerOptions, type ServerRequest } from "./store"
import { takeVisit, UnknownHeaders } from "./visits"

/** The `serverData` of a page with a prefetcher. */
export type PrefetchedServerData = { dehydratedState?: DehydratedState; visitId?: string }

/**
 * Provides the current `RenderRequest`. Its value is undefined in the browser, and while Gatsby renders a page's Head.
 */
export const RenderRequestContext = createContext<RenderRequest | undefined>(undefined)

/**
 * One pass of rendering a page, with its store. A query that is fulfilled or has failed is not started again, neither
 * in this pass nor in a later pass, whatever the value of `refetchOnMountOrArgChange` is. RTK Query itself would start
 * a failed query again in each pass.
 */
export class RenderRequest {
  readonly store: QueryStore
  /** Number of queries that this pass has started. */
  started = 0
  readonly #options: ServerOptions
  readonly #failed = new Map<QueryApi, Set<string>>()
  readonly #hydrated = new Map<QueryApi, Set<string>>()
  readonly #controller = new AbortController()
  readonly #request: ServerRequest

  /** @param headers the visitor's headers, if they are known before the page's components render */
  constructor(options: ServerOptions, headers: Headers = new UnknownHeaders()) {
    this.#options = options
    for (const api of options.apis) {
      this.#failed.set(api, new Set())
      this.#hydrated.set(api, new Set())
    }
    this.#request = { headers, signal: this.#controller.signal }
    this.store = createServerStore(options, this.#request, (api) => [
      createFreshness(api).middleware,
      this.#guard(api),
    ])
  }

  /**
   * Adds the queries that `getServerData` prefetched, and the visitor's headers. Call this method before the page's
   * components render.
   */
  hydrate(serverData: PrefetchedServerData | undefined | null) {
    this.#request.headers = takeVisit(serverData) ?? this.#request.headers
    const state = serverData?.dehydratedState
    if (!state) return
    for (const api of this.#options.apis) {
      const { queries = {}, clientOnly = [] } = state[api.reducerPath] ?? {}
      for (const key of Object.keys(queries)) this.#hydrated.get(api)?.add(key)
      for (const key of clientOnly) this.#failed.get(api)?.add(key)
    }
    hydrate(this.#options.apis, this.store, state)
  }

  /** Returns the queries that are still running. */
  running() {
    return this.#options.apis.flatMap((api) =>
      this.store
        .dispatch(api.util.getRunningQueriesThunk())
        .filter(({ queryCacheKey }) => !this.#isDone(api, queryCacheKey)),
    )
  }

  /**
   * Returns the `RenderRequest` for the next pass. Its new store contains only the fulfilled queries of this pass, like
   * the store that the browser will create. The new store does not contain the state that other reducers derived from
   * these queries. If a query failed, is still running or would be changed by JSON, the next pass renders it as
   * loading.
   */
  next(): RenderRequest {
    const next = new RenderRequest(this.#options, this.#request.headers)
    const state: DehydratedState = {}
    for (const api of this.#options.apis) {
      const { queries } = queryStateOf(api, this.store.getState())
      const left = Object.keys(queries).filter((key) => queries[key]?.status === "pending")
      state[api.reducerPath] = dehydrate(api, this.store.getState(), (key, loss) => {
        left.push(key)
        report(notSent(api.reducerPath, key, loss), this.#options.onError)
      })
      next.#failed.set(api, new Set([...(this.#failed.get(api) ?? []), ...left]))
      next.#hydrated.set(api, new Set(this.#hydrated.get(api)))
    }
    hydrate(this.#options.apis, next.store, state)
    return next
  }

  /**
   * Returns the fulfilled queries in a state of the store, except those that `getServerData` prefetched. Returns
   * undefined if the state contains no such query.
   */
  collected(state: unknown): DehydratedState | undefined {
    const found: DehydratedState = {}
    for (const api of this.#options.apis) {
      const entries = Object.entries(dehydrate(api, state, () => {}).queries)
      const queries = entries.filter(([key]) => !this.#hydrated.get(api)?.has(key))
      if (queries.length > 0) found[api.reducerPath] = { queries: Object.fromEntries(queries) }
    }
    return Object.keys(found).length > 0 ? found : undefined
  }

  dispose() {
    this.#controller.abort()
    for (const { util } of this.#options.apis) this.store.dispatch(util.resetApiState())
  }

  #isDone(api: QueryApi, key: string) {
    const { queries } = queryStateOf(api, this.store.getState())
    return this.#failed.get(api)?.has(key) || queries[key]?.status === "fulfilled"
  }

  #guard(api: QueryApi): Middleware {
    return () => (next) => (action) => {
      const event = queryEventOf(api, action)
      if (event?.stage === "pending") {
        const { queryCacheKey, endpointName, originalArgs } = event
        const { shouldFetchOnServer } = this.#options
        const query = { reducerPath: api.reducerPath, endpointName, originalArgs }
        if (this.#isDone(api, queryCacheKey) || shouldFetchOnServer?.(query) === false) throw notStarted
        this.started++
      }
      const failure = failureOf(api, action, () => this.#controller.signal.aborted)
      if (failure) {
        this.#failed.get(api)?.add(failure.queryCacheKey)
        report(failure, this.#options.onError)
      }
      return next(action)
    }
  }
}

/**
 * A store for rendering a page's Head. This store starts no query, because Gatsby renders the Head apart from the page,
 * does not pass the request to the Head, and does not wait for queries. A Head can take its data from `serverData`.
 */
export function createHeadStore(options: ServerOptions): QueryStore {
  const request = { headers: new UnknownHeaders(), signal: new AbortController().signal }
  return createServerStore(options, request, (api) => [
    () => (next) => (action) => {
      const event = queryEventOf(api, action)
      if (event?.stage === "pending") throw notStarted
      // Does not pass the action to RTK Query, which would add a subscription and start a timer for the subscription.
      return event ? action : next(action)
    },
  ])
}
