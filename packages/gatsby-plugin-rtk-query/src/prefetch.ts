import type { Middleware, ThunkAction, UnknownAction } from "@reduxjs/toolkit"
import type { Ask } from "./base-query"
import type { DehydratedState } from "./dehydrate"
import { type Failure, tellOf, thrownBy } from "./failure"
import { createPageState } from "./page-state"
import { type QueryApi, queryStateOf, type RunningQuery } from "./query-api"
import { settled } from "./settled"
import { createServerStore } from "./store"

/** What dispatching `api.endpoints.x.initiate(args)` returns. */
interface StartedQuery<Result> extends RunningQuery {
  unwrap(): Promise<Result>
  unsubscribe(): void
  abort(): void
}

/** `api.endpoints.x.initiate(args)`. */
// biome-ignore lint/suspicious/noExplicitAny: RTK Query types these thunks for any state and any extra argument
export type QueryThunk<Result> = ThunkAction<StartedQuery<Result>, any, any, UnknownAction>

export interface Prefetch {
  /**
   * Asks a query, waits for it and returns its data; the page carries it to the browser.
   * Throws what `ask` threw, or gave as `meta.thrown`, so a page turns it into an outcome as it would without RTK Query;
   * and an Error once the request has ended. Of what a `queryFn` or `transformResponse` throws, RTK Query keeps the name,
   * the message and the stack: an Error with these is thrown, whose class is lost. A `queryFn` may return
   * `{ error, meta: { thrown } }` instead.
   */
  <Result>(query: QueryThunk<Result>): Promise<Result>
  /**
   * The same for what the page can do without: undefined where it failed, or was not there `within` the
   * milliseconds given. Its place says that it is loading, in the HTML and in the browser's first render alike,
   * and the browser asks once more.
   */
  optional<Result>(
    query: QueryThunk<Result>,
    options?: OptionalPrefetchOptions<Result>,
  ): Promise<Result | undefined>
}

export interface OptionalPrefetchOptions<Result> {
  /** Milliseconds. What is late is left to the browser. */
  within?: number
  /** False leaves this answer to the browser too: for what must not last as long as a cache keeps the page. */
  carry?(data: Result): boolean
}

type Outcome<Result> = { queryCacheKey: string; result: Result } | { failure: Failure | undefined }

export interface PrefetcherOptions {
  api: QueryApi
  // biome-ignore lint/suspicious/noExplicitAny: what a request looks like is the site's own choice
  ask: Ask<any>
  /** Told of a failure that no exception tells of: of an optional prefetch, or of a query that rendering started. What it throws goes to stderr. */
  onFailure?(failure: Failure): void
}

export interface Prefetcher {
  context: { prefetch: Prefetch }
  props(): { state: DehydratedState }
  /** Stops what still runs and leaves no timer and no subscription. Call it once the props are taken. */
  dispose(): void
}

/**
 * A store for one request's `getServerData`, with `prefetch` for its `load` and what the page then carries.
 * @param signal the request's own: once it is aborted, so is whatever still runs
 */
export function createPrefetcher(
  { api, ask, onFailure }: PrefetcherOptions,
  signal?: AbortSignal,
): Prefetcher {
  /** By key, whether all who ask have a time of their own: no other query waits for it. */
  const limited = new Map<string, boolean>()
  let isOver = false
  const pageState = createPageState(api, () => isOver)
  const noting: Middleware = () => (next) => (action) => {
    pageState.note(action)
    return next(action)
  }
  const store = createServerStore({ api, ask, middleware: [noting] })

  const dispose = () => {
    isOver = true
    signal?.removeEventListener("abort", dispose)
    store.dispatch(api.util.resetApiState())
  }
  signal?.addEventListener("abort", dispose)

  /** @throws whatever aborted the request, or that it has ended: another query would run in a store that is left */
  function assertRunning() {
    signal?.throwIfAborted()
    if (isOver) throw hasEnded()
  }

  async function run<Result>(query: QueryThunk<Result>): Promise<Outcome<Result>> {
    assertRunning()
    const started = store.dispatch(query)
    limited.set(started.queryCacheKey, false)
    const running = store.dispatch(api.util.getRunningQueriesThunk())
    await Promise.all(running.filter(({ queryCacheKey }) => !limited.get(queryCacheKey)))
    return outcomeOf(started)
  }

  /**
   * The same, or undefined where it took longer: then it is aborted, and the page does not ask it again, unless
   * somebody without a limit waits for it too.
   */
  async function runWithin<Result>(query: QueryThunk<Result>, milliseconds: number) {
    assertRunning()
    const started = store.dispatch(query)
    const { queryCacheKey } = started
    limited.set(queryCacheKey, limited.get(queryCacheKey) ?? true)
    await settled([started], milliseconds)
    if (entryOf(queryCacheKey)?.status !== "pending") return outcomeOf(started)
    if (limited.get(queryCacheKey)) {
      pageState.leave(queryCacheKey)
      started.abort()
    }
    started.unsubscribe()
    return undefined
  }

  const entryOf = (queryCacheKey: string) => queryStateOf(api, store.getState()).queries[queryCacheKey]

  function outcomeOf<Result>(started: StartedQuery<Result>): Outcome<Result> {
    signal?.throwIfAborted()
    started.unsubscribe()
    const { queryCacheKey } = started
    const entry = entryOf(queryCacheKey)
    if (entry?.status === "fulfilled") return { queryCacheKey, result: entry.data as Result }
    return { failure: pageState.failureOf(queryCacheKey) }
  }

  async function required<Result>(query: QueryThunk<Result>) {
    const done = await run(query)
    if (!("result" in done)) throw done.failure ? thrownBy(done.failure) : hasEnded()
    pageState.need(done.queryCacheKey)
    return done.result
  }

  async function optional<Result>(
    query: QueryThunk<Result>,
    { within, carry }: OptionalPrefetchOptions<Result> = {},
  ) {
    const done = within === undefined ? await run(query) : await runWithin(query, within)
    if (!done) return undefined
    if ("result" in done) {
      if (carry?.(done.result) === false) pageState.leave(done.queryCacheKey)
      return done.result
    }
    // What the end of the request cut off has not failed.
    if (!isOver && done.failure) tellOf(done.failure, onFailure)
    return undefined
  }

  return {
    context: { prefetch: Object.assign(handled(required), { optional: handled(optional) }) },
    props: () => ({ state: pageState.of(store.getState()) }),
    dispose,
  }
}

const hasEnded = () =>
  new Error(
    "prefetch: the request has ended. Each branch of load has to be awaited, also where another fails.",
  )

/** A page that forgets an `await` before a failing prefetch must not end the process with an unhandled rejection. */
function handled<Arguments extends unknown[], Result>(run: (...args: Arguments) => Promise<Result>) {
  return (...args: Arguments) => {
    const promise = run(...args)
    promise.catch(() => {})
    return promise
  }
}
