/**
 * Connects API slices to a store. `createStoreWith` remembers the connection in a variable while `makeStore` runs. The
 * slices' middleware is created in that time and takes the connection from the variable, so `makeStore` needs no
 * parameters. A base query finds the connection by `dispatch`: all middleware of a store gets the same `dispatch`
 * function, and RTK Query passes this function to the base query too. So `dispatch` is the key of the store's
 * connection.
 */
import { type Dispatch, type Middleware, miniSerializeError, type Store } from "@reduxjs/toolkit"
import type { BaseQueryFn } from "@reduxjs/toolkit/query"
import { isInState, type QueryApi, type QueryStore } from "./rtk-internals"

/** The functions that this package adds to the API slices of one store. */
export type StoreConnection = {
  /** Replaces the slices' own base queries, by `reducerPath`. */
  baseQueries?: Readonly<Record<string, BaseQueryFn>>
  /** Calls a base query. Default: calls it without any change. */
  callBaseQuery?: typeof keepException
  /** Returns the middleware that runs before the slice's own middleware. The first item runs first. */
  middleware(api: QueryApi): readonly Middleware[]
}

const connections = new WeakMap<Dispatch, StoreConnection>()
let creating: { connection: StoreConnection; connected: Set<object> } | undefined

/**
 * Returns the base query of a slice. If the store's connection has a base query for the slice, calls that one.
 * Otherwise calls the slice's `own`.
 */
export function connectedBaseQuery(reducerPath: string, own: BaseQueryFn): BaseQueryFn {
  return async (args, api, extraOptions) => {
    const { baseQueries, callBaseQuery } = connections.get(api.dispatch) ?? {}
    const baseQuery = baseQueries?.[reducerPath] ?? own
    const call = async () => baseQuery(args, api, extraOptions as never)
    return callBaseQuery ? callBaseQuery(call) : call()
  }
}

/**
 * Calls a base query. If the base query throws, returns the exception as `meta.thrown` for `failureOf`. RTK Query
 * itself keeps only the serialized exception.
 */
export async function keepException(
  call: () => Promise<Awaited<ReturnType<BaseQueryFn>>>,
): Promise<Awaited<ReturnType<BaseQueryFn>>> {
  try {
    return await call()
  } catch (thrown) {
    if (isRetryFailure(thrown)) throw thrown
    return { error: miniSerializeError(thrown), meta: { thrown } }
  }
}

/** Returns whether `retry.fail` threw this value. RTK Query does not export the class of the value. */
const isRetryFailure = (thrown: unknown) =>
  typeof thrown === "object" &&
  thrown !== null &&
  !(thrown instanceof Error) &&
  "value" in thrown &&
  "meta" in thrown

/** Returns the middleware of a slice. It connects the slice to the store that is being created. */
export function connectedMiddleware(api: QueryApi, own: Middleware): Middleware {
  return (store) => {
    const added = creating?.connection.middleware(api) ?? []
    if (creating) {
      connections.set(store.dispatch, creating.connection)
      creating.connected.add(api)
    }
    const chain = [...added, own].map((middleware) => middleware(store))
    return (next) => chain.reduceRight((rest, middleware) => middleware(rest) as typeof next, next)
  }
}

/**
 * Creates a store whose API slices have this connection.
 * @param check must throw if a slice is not in the store
 */
export function createStoreWith(
  connection: StoreConnection,
  apis: readonly QueryApi[],
  makeStore: () => Store,
  check?: typeof assertInStore,
): QueryStore {
  const outer = creating
  const connected = new Set<object>()
  creating = { connection, connected }
  try {
    const store = makeStore()
    for (const api of apis) check?.(api, store, connected.has(api))
    return store as QueryStore
  } finally {
    creating = outer
  }
}

/** @throws TypeError if `makeStore` did not return a new store, or if the slice is not in the store */
export function assertInStore(api: QueryApi, store: Store, isConnected: boolean) {
  const { reducerPath } = api
  if (typeof store?.getState !== "function") {
    ignoreRejection(store)
    throw new TypeError("makeStore must return a Redux store, and not a promise.")
  }
  if (!isInState(api, store.getState())) {
    throw new TypeError(
      `makeStore: the reducer of the API "${reducerPath}" is missing. Add [api.reducerPath]: api.reducer to the store's reducer, or remove the API from apis.`,
    )
  }
  if (!isConnected) {
    throw new TypeError(
      `makeStore: the middleware of the API "${reducerPath}" is missing, or the store is not new. Add api.middleware to the store's middleware, and create a new store in each call of makeStore.`,
    )
  }
}

/**
 * Ignores the rejection of a promise that the site returned instead of a value. An unhandled rejection would end the
 * process.
 */
export function ignoreRejection(value: unknown) {
  Promise.resolve(value).catch(() => {})
}
