import type { Middleware } from "@reduxjs/toolkit"
import { createContext } from "react"
import { type DehydratedState, dehydrate } from "./dehydrate"
import { createFreshness } from "./freshness"
import { hydrate } from "./hydrate"
import { report } from "./query-failure"
import {
  failureOf,
  notStarted,
  type QueryApi,
  type QueryStore,
  queryEventOf,
  queryStateOf,
} from "./rtk-internals"
import { createServerStore, type ServerOptions } from "./store"

/** The request that is rendered. Undefined in the browser, and while Gatsby renders a page's Head. */
export const RenderRequestContext = createContext<RenderRequest | undefined>(undefined)

/**
 * The store of one pass of a rendered page. A query that is fulfilled or has failed is not started again, whatever
 * `refetchOnMountOrArgChange` is and however often the page is rendered: RTK Query would start a failed query in each
 * pass.
 */
export class RenderRequest {
  readonly store: QueryStore
  /** How many queries rendering has started. */
  started = 0
  readonly #options: ServerOptions
  readonly #failed = new Map<QueryApi, Set<string>>()
  readonly #hydrated = new Map<QueryApi, Set<string>>()
  readonly #controller = new AbortController()

  constructor(options: ServerOptions) {
    this.#options = options
    for (const api of options.apis) {
      this.#failed.set(api, new Set())
      this.#hydrated.set(api, new Set())
    }
    // Gatsby does not give the visitor's request to replaceRenderer.
    const request = { headers: new Headers(), signal: this.#controller.signal }
    this.store = createServerStore(options, request, (api) => [
      createFreshness(api).middleware,
      this.#guard(api),
    ])
  }

  /** Adds the queries that `getServerData` prefetched. A page calls it while it renders, before its children. */
  hydrate(state: DehydratedState | undefined | null) {
    if (!state) return
    for (const api of this.#options.apis) {
      const { queries = {}, clientOnly = [] } = state[api.reducerPath] ?? {}
      for (const key of Object.keys(queries)) this.#hydrated.get(api)?.add(key)
      for (const key of clientOnly) this.#failed.get(api)?.add(key)
    }
    hydrate(this.#options.apis, this.store, state)
  }

  /** The queries that still run. */
  running() {
    return this.#options.apis.flatMap((api) =>
      this.store
        .dispatch(api.util.getRunningQueriesThunk())
        .filter(({ queryCacheKey }) => !this.#isDone(api, queryCacheKey)),
    )
  }

  /**
   * The request for the next pass. Its new store contains only the fulfilled queries of this pass, like the store that
   * the browser will create. State that other reducers derived from these queries is not copied. Queries that failed or
   * are still running are rendered as loading.
   */
  next(): RenderRequest {
    const next = new RenderRequest(this.#options)
    const state: DehydratedState = {}
    for (const api of this.#options.apis) {
      state[api.reducerPath] = dehydrate(api, this.store.getState())
      const { queries } = queryStateOf(api, this.store.getState())
      const pending = Object.keys(queries).filter((key) => queries[key]?.status === "pending")
      next.#failed.set(api, new Set([...(this.#failed.get(api) ?? []), ...pending]))
      next.#hydrated.set(api, new Set(this.#hydrated.get(api)))
    }
    hydrate(this.#options.apis, next.store, state)
    return next
  }

  /** The queries of this state of the store that `getServerData` did not prefetch; undefined without any. */
  collected(state: unknown): DehydratedState | undefined {
    const found: DehydratedState = {}
    for (const api of this.#options.apis) {
      const entries = Object.entries(dehydrate(api, state).queries)
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
        if (this.#isDone(api, event.queryCacheKey)) throw notStarted
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
 * A store whose queries never start, for a page's Head: Gatsby renders it separately, without the request and without
 * waiting. A Head takes its data from `serverData`.
 */
export function createHeadStore(options: ServerOptions): QueryStore {
  const request = { headers: new Headers(), signal: new AbortController().signal }
  return createServerStore(options, request, (api) => [
    () => (next) => (action) => {
      const event = queryEventOf(api, action)
      if (event?.stage === "pending") throw notStarted
      // RTK Query would note a subscription and start a timer for it.
      return event ? action : next(action)
    },
  ])
}
