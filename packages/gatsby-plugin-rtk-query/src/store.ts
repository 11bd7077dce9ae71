import {
  configureStore,
  type Middleware,
  type Store,
  type ThunkDispatch,
  type UnknownAction,
} from "@reduxjs/toolkit"
import type { QueryExtra } from "./base-query"
import type { QueryApi } from "./query-api"

export interface QueryStore extends Store {
  dispatch: ThunkDispatch<unknown, QueryExtra, UnknownAction>
}

export interface QueryStoreOptions {
  api: QueryApi
  ask: QueryExtra["ask"]
  /** In front of RTK Query's. */
  middleware?: readonly Middleware[]
}

/**
 * A store for one request (in `getServerData`, or while a page is rendered). Without autobatching, which would
 * leave a timer behind, and without the development checks, which walk the whole state at each action.
 */
export function createServerStore({ api, ask, middleware = [] }: QueryStoreOptions): QueryStore {
  const extraArgument: QueryExtra = { ask }
  return configureStore({
    reducer: { [api.reducerPath]: api.reducer },
    devTools: false,
    middleware: (defaults) => {
      const checks = { immutableCheck: false, serializableCheck: false, actionCreatorCheck: false }
      return defaults({ ...checks, thunk: { extraArgument } }).concat([...middleware, api.middleware])
    },
    enhancers: (defaults) => defaults({ autoBatch: false }),
  }) as QueryStore
}

/** The store of a tab. Redux DevTools see it in development alone. */
export function createTabStore({ api, ask, middleware = [] }: QueryStoreOptions): QueryStore {
  const extraArgument: QueryExtra = { ask }
  return configureStore({
    reducer: { [api.reducerPath]: api.reducer },
    devTools: process.env.NODE_ENV === "development",
    middleware: (defaults) => defaults({ thunk: { extraArgument } }).concat([...middleware, api.middleware]),
  }) as QueryStore
}
