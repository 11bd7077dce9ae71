import { createContext } from "react"
import type { Ask } from "./base-query"
import { type DehydratedState, dehydrate } from "./dehydrate"
import { type Failure, failureOf, tellOf } from "./failure"
import { hydrate } from "./hydrate"
import { type QueryApi, queryEventOf, queryStateOf } from "./query-api"
import { createServerStore, type QueryStore } from "./store"

/** The request that is being rendered. Absent in the browser, and where Gatsby renders a page's Head. */
export const RenderRequestContext = createContext<ReturnType<typeof createRenderRequest> | undefined>(
  undefined,
)

/**
 * What a query's thunk takes, where its start throws it, for a condition that does not hold: neither `query` nor
 * `queryFn` is called, and nothing has failed.
 */
const notStarted = { name: "ConditionError", message: "Rendering does not start this query." }

/**
 * The queries that a render asks for are asked once a request: one that is fulfilled already, or that failed,
 * is not started, whatever `refetchOnMountOrArgChange` says and however often the page is rendered. RTK Query
 * itself would restart every failed query in each pass.
 */
export function createRenderRequest(
  api: QueryApi,
  // biome-ignore lint/suspicious/noExplicitAny: what a request looks like is the site's own choice
  ask: Ask<any>,
  onFailure?: (failure: Failure) => void,
) {
  const failed = new Set<string>()
  const carried = new Set<string>()
  const queries = () => queryStateOf(api, store.getState()).queries
  const isDone = (key: string) => failed.has(key) || queries()[key]?.status === "fulfilled"
  let started = 0
  let isOver = false

  const store: QueryStore = createServerStore({
    api,
    ask,
    middleware: [
      () => (next) => (action) => {
        const event = queryEventOf(api, action)
        if (event?.stage === "pending") {
          if (isDone(event.queryCacheKey)) throw notStarted
          started++
        }
        const failure = failureOf(api, action, () => isOver)
        if (failure) {
          failed.add(failure.queryCacheKey)
          tellOf(failure, onFailure)
        }
        return next(action)
      },
    ],
  })

  return {
    store,
    /** Takes over what `getServerData` prepared; a page does it while it renders, before its children. */
    carry(state: DehydratedState | undefined | null) {
      if (!state) return
      for (const key of Object.keys(state.queries)) carried.add(key)
      for (const key of state.failed ?? []) failed.add(key)
      hydrate(api, store, state)
    },
    get started() {
      return started
    },
    running() {
      const running = store.dispatch(api.util.getRunningQueriesThunk())
      return running.filter(({ queryCacheKey }) => !isDone(queryCacheKey))
    },
    /** Failed queries go back to having never been asked: their place says that it is loading. */
    forgetFailed() {
      for (const key of failed) {
        if (queries()[key]) {
          store.dispatch(api.internalActions.removeQueryResult({ queryCacheKey: key as never }))
        }
      }
    },
    /** What this state holds beyond what the page carries already. */
    collected(state: unknown): DehydratedState | undefined {
      const entries = Object.entries(dehydrate(api, state).queries).filter(([key]) => !carried.has(key))
      return entries.length > 0 ? { queries: Object.fromEntries(entries) } : undefined
    },
    dispose() {
      isOver = true
      store.dispatch(api.util.resetApiState())
    },
  }
}

/**
 * A store whose queries never start and which therefore never holds anything: for a page's Head, which Gatsby
 * renders on its own, without the request and without waiting. A Head takes what it needs from `serverData`.
 */
export function createIdleStore(api: QueryApi): QueryStore {
  return createServerStore({
    api,
    ask: () => Promise.reject(notStarted),
    middleware: [
      () => (next) => (action) => {
        const event = queryEventOf(api, action)
        if (event?.stage === "pending") throw notStarted
        // What comes of it would be noted as a subscription, for as long as this store is there.
        return event ? action : next(action)
      },
    ],
  })
}
