/**
 * Prefetching for `getServerData`. `createPrefetcher` returns a function that creates a store for one request, the
 * `prefetch` function for the page's `load`, and the props that send the queries to the browser. The returned function
 * is a valid `extend` option of gatsby-plugin-server-data. This module does not import gatsby-plugin-server-data.
 */
import type { ThunkAction, UnknownAction } from "@reduxjs/toolkit"
import type { DehydratedState } from "./dehydrate"
import { createFreshness } from "./freshness"
import { prefetchError, report } from "./query-failure"
import { QueryTracker } from "./query-tracker"
import {
  isMutationStart,
  notStarted,
  type QueryFailure,
  type QueryStore,
  queryStateOf,
  type RunningQuery,
} from "./rtk-internals"
import {
  assertFunctions,
  assertServerOptions,
  createServerStore,
  type ServerOptions,
  type ServerRequest,
} from "./store"
import { ignoreRejection } from "./store-connection"
import { rememberVisit } from "./visits"
import { assertTimeoutMs, withinTimeout } from "./within-timeout"

export type { ServerOptions, ServerRequest } from "./store"

/** The store's `dispatch` returns this value for `api.endpoints.x.initiate(args)`. */
type StartedQuery<Result> = RunningQuery & {
  unwrap(): Promise<Result>
  unsubscribe(): void
  abort(): void
}

/** The return value of `api.endpoints.x.initiate(args)`. */
// biome-ignore lint/suspicious/noExplicitAny: RTK Query types these thunks for any state and any extra argument
export type QueryThunk<Result> = ThunkAction<StartedQuery<Result>, any, any, UnknownAction>

export type OptionalPrefetchOptions<Result> = {
  /**
   * The time limit in milliseconds. A query that takes longer is aborted, and the browser requests the query. Default:
   * no timeout.
   */
  timeoutMs?: number
  /**
   * Returns whether the page contains the data. If the result is false, only `load` receives the data, and the browser
   * requests the query. Default: the page contains the data.
   */
  shouldDehydrate?(data: Result): boolean
}

export type Prefetch = {
  /**
   * Requests a query and returns its data. The page also sends the data to the browser.
   * @throws the exception of the server's base query. If the base query returned an error, throws an Error whose
   * `cause` is that error. If `queryFn` or `transformResponse` threw, throws an Error of the same name, message and
   * stack, because RTK Query keeps only these three. Throws the signal's reason if the request was aborted, and an
   * Error if the request has ended. Throws a TypeError if the argument is not a query of one of the `apis`.
   */
  <Result>(query: QueryThunk<Result>): Promise<Result>
  /**
   * Requests a query that the page can do without. Returns undefined if the query failed or took longer than
   * `timeoutMs`. The HTML and the first render in the browser then show the query as loading, and the browser requests
   * the query once.
   */
  optional<Result>(
    query: QueryThunk<Result>,
    options?: OptionalPrefetchOptions<Result>,
  ): Promise<Result | undefined>
}

export type Prefetcher = {
  context: { prefetch: Prefetch }
  /** Returns the page's props. Call `props` after `load`. */
  props(): { dehydratedState: DehydratedState }
  /** Aborts running queries, and removes all timers and subscriptions. Call `dispose` after `props`. */
  dispose(): void
}

/**
 * Creates the prefetchers of a site's requests.
 * @throws TypeError for invalid options
 * @example
 * export const serverData = createServerData({ extend: createPrefetcher({ apis: [api] }) })
 */
export function createPrefetcher(options: ServerOptions) {
  assertServerOptions(options)
  /**
   * @param request the visitor's request. If its `signal` is aborted, the queries are aborted too. If `isVisit` is
   * true, Gatsby renders the page next, and rendering may read the headers that the response declares in `Vary`
   */
  return ({
    headers = new Headers(),
    signal = new AbortController().signal,
    isVisit = false,
  }: Partial<ServerRequest> & { isVisit?: boolean } = {}): Prefetcher => {
    const requested = new RequestPrefetcher(options, { headers, signal })
    const { prefetch, prefetchOptional: optional } = requested
    return {
      context: { prefetch: Object.assign(prefetch, { optional }) },
      props: () => ({
        dehydratedState: requested.dehydrate(),
        ...(isVisit ? { visitId: rememberVisit(headers) } : {}),
      }),
      dispose: requested.dispose,
    }
  }
}

/** A started query with the tracker of its slice. */
type Started<Result> = { tracker: QueryTracker; query: StartedQuery<Result>; key: string }
type QueryResult<Result> = { data: Result } | { failure: QueryFailure | undefined }

class RequestPrefetcher {
  readonly #options: ServerOptions
  readonly #signal: AbortSignal
  readonly #trackers: readonly QueryTracker[]
  readonly #store: QueryStore
  #isOver = false
  /** Whether `prefetch` is dispatching its argument at the moment. */
  #isStarting = false

  constructor(options: ServerOptions, request: ServerRequest) {
    this.#options = options
    this.#signal = request.signal
    this.#trackers = options.apis.map((api) => new QueryTracker(api, () => this.#isOver))
    this.#store = createServerStore(options, request, (api) => {
      const tracker = this.#trackers.find((one) => one.api === api)
      return [
        createFreshness(api).middleware,
        () => (next) => (action) => {
          // Prevents the mutation here, in the middleware: before `dispatch` returned, RTK Query would already call its
          // base query.
          if (this.#isStarting && isMutationStart(api, action)) throw notStarted
          tracker?.note(action)
          return next(action)
        },
      ]
    })
    this.#signal.addEventListener("abort", this.dispose)
  }

  readonly dispose = () => {
    this.#isOver = true
    this.#signal.removeEventListener("abort", this.dispose)
    for (const { util } of this.#options.apis) this.#store.dispatch(util.resetApiState())
  }

  readonly prefetch = <Result>(query: QueryThunk<Result>): Promise<Result> => handled(this.#require(query))

  readonly prefetchOptional = <Result>(
    query: QueryThunk<Result>,
    options: OptionalPrefetchOptions<Result> = {},
  ): Promise<Result | undefined> => handled(this.#try(query, options))

  dehydrate(): DehydratedState {
    const state = this.#store.getState()
    const found = this.#trackers.map(
      (tracker) =>
        [
          tracker.api.reducerPath,
          tracker.dehydrate(state, (failure) => void report(failure, this.#options.onError)),
        ] as const,
    )
    return Object.fromEntries(found.filter(([, queries]) => queries !== undefined)) as DehydratedState
  }

  async #require<Result>(query: QueryThunk<Result>): Promise<Result> {
    const started = this.#start(query, false)
    const result = await this.#finish(started)
    if (!("data" in result)) throw result.failure ? prefetchError(result.failure) : requestEnded()
    started.tracker.require(started.key)
    return result.data
  }

  async #try<Result>(
    query: QueryThunk<Result>,
    { timeoutMs, shouldDehydrate }: OptionalPrefetchOptions<Result>,
  ): Promise<Result | undefined> {
    if (timeoutMs !== undefined) assertTimeoutMs(timeoutMs)
    assertFunctions({ shouldDehydrate })
    const started = this.#start(query, timeoutMs !== undefined)
    const { tracker, key } = started
    const result =
      timeoutMs === undefined ? await this.#finish(started) : await this.#finishWithin(started, timeoutMs)
    if (!result) return undefined
    if ("data" in result) {
      const isSent: unknown = shouldDehydrate?.(result.data)
      if (isSent instanceof Promise) {
        ignoreRejection(isSent)
        throw new TypeError("shouldDehydrate must return a boolean, and not a promise.")
      }
      if (isSent === false) tracker.skip(key)
      return result.data
    }
    if (!this.#isOver && result.failure) report(result.failure, this.#options.onError)
    return undefined
  }

  /** @throws the signal's reason if the request was aborted; an Error if the request has ended */
  #start<Result>(thunk: QueryThunk<Result>, isLimited: boolean): Started<Result> {
    this.#signal.throwIfAborted()
    if (this.#isOver) throw requestEnded()
    const query = this.#dispatch(thunk)
    const key = query.queryCacheKey
    // Each tracker has seen the actions of its slice. The thunk has dispatched an action even if its query was cached
    // or running.
    const tracker = this.#trackers.find((one) => one.has(query.requestId))
    if (!tracker) {
      const known = this.#options.apis.map(({ reducerPath }) => reducerPath).join(", ")
      throw new TypeError(
        `prefetch: the API of query ${key} is not one of the apis (${known}). Add it to apis of createPrefetcher.`,
      )
    }
    tracker.limit(key, isLimited)
    return { tracker, query, key }
  }

  /** @throws TypeError if the thunk is not a query. A mutation does not run. */
  #dispatch<Result>(thunk: QueryThunk<Result>): StartedQuery<Result> {
    if (typeof thunk !== "function") throw new TypeError(queryExpected)
    this.#isStarting = true
    try {
      const query: Partial<StartedQuery<Result>> | undefined = this.#store.dispatch(thunk)
      if (typeof query?.queryCacheKey === "string") return query as StartedQuery<Result>
      ignoreRejection(query)
      throw new TypeError(queryExpected)
    } finally {
      this.#isStarting = false
    }
  }

  async #finish<Result>(started: Started<Result>): Promise<QueryResult<Result>> {
    const running = this.#trackers.flatMap((tracker) =>
      this.#store
        .dispatch(tracker.api.util.getRunningQueriesThunk())
        .filter(({ queryCacheKey }) => !tracker.isLimited(queryCacheKey)),
    )
    await Promise.all(running)
    return this.#resultOf(started)
  }

  /**
   * Returns undefined if the query takes longer than `timeoutMs`. The query is then aborted, unless a prefetch without
   * a timeout waits for the same query.
   */
  async #finishWithin<Result>(started: Started<Result>, timeoutMs: number) {
    const { tracker, query, key } = started
    await withinTimeout([query], timeoutMs)
    if (this.#entryOf(started)?.status !== "pending") return this.#resultOf(started)
    if (tracker.isLimited(key)) {
      tracker.skip(key)
      query.abort()
    }
    query.unsubscribe()
    return undefined
  }

  #resultOf<Result>(started: Started<Result>): QueryResult<Result> {
    this.#signal.throwIfAborted()
    started.query.unsubscribe()
    const entry = this.#entryOf(started)
    if (entry?.status === "fulfilled") return { data: entry.data as Result }
    return { failure: started.tracker.failureOf(started.key) }
  }

  #entryOf({ tracker, key }: Started<unknown>) {
    return queryStateOf(tracker.api, this.#store.getState()).queries[key]
  }
}

const queryExpected =
  'prefetch: pass a query, such as api.endpoints.book.initiate("7"). It cannot prefetch a mutation.'

const requestEnded = () =>
  new Error("prefetch: the request has ended. Await every branch of load, also after another branch failed.")

/**
 * Marks the rejection of a prefetch as handled. If a page does not await the prefetch, an unhandled rejection would end
 * the process.
 */
function handled<Result>(prefetching: Promise<Result>): Promise<Result> {
  prefetching.catch(() => {})
  return prefetching
}
