import { configureStore, type Middleware, type Store } from "@reduxjs/toolkit"
import type { BaseQueryFn } from "@reduxjs/toolkit/query"
import {
  assertApis,
  assertInStore,
  createStoreWith,
  keepException,
  type QueryApi,
  type QueryFailure,
  type QueryStore,
} from "./rtk-internals"

export type QueryOptions = {
  /** The site's API slices. */
  apis: readonly QueryApi[]
  /**
   * Creates the site's store, with the reducer and the middleware of each of the `apis`. Called once per request on the
   * server and once in the browser. Default: a store with the `apis` only.
   */
  makeStore?: () => Store
}

/** The request that a visitor's page is prepared for. */
export type ServerRequest = { headers: Headers; signal: AbortSignal }

export type ServerOptions = QueryOptions & {
  /**
   * Base queries for the server, by the `reducerPath` of their API: functions of the visitor's request that return an
   * RTK Query `BaseQueryFn`. Default: the API's own base query.
   */
  baseQueries?: Readonly<Record<string, (request: ServerRequest) => BaseQueryFn>>
  /** Called for a failure that reaches no `load`: of an optional prefetch, or of a query that rendering started. */
  onError?(failure: QueryFailure): void
}

/** @throws TypeError for a slice that cannot be rendered on the server, or a base query of an unknown slice */
export function assertServerOptions({ apis, baseQueries = {} }: ServerOptions): void {
  assertApis(apis)
  for (const name of Object.keys(baseQueries)) {
    if (apis.some(({ reducerPath }) => reducerPath === name)) continue
    const known = apis.map(({ reducerPath }) => reducerPath).join(", ")
    throw new TypeError(`baseQueries: "${name}" is not the reducerPath of one of the apis (${known}).`)
  }
}

type MiddlewareOf = (api: QueryApi) => readonly Middleware[]

/** A store for one request, in `getServerData` or while a page is rendered. */
export function createServerStore(
  { apis, makeStore = () => defaultServerStore(apis), baseQueries = {} }: ServerOptions,
  request: ServerRequest,
  middleware: MiddlewareOf,
): QueryStore {
  const forRequest = Object.entries(baseQueries).map(([name, create]) => [name, onFirstUse(create, request)])
  const connection = { baseQueries: Object.fromEntries(forRequest), callBaseQuery: keepException, middleware }
  return createStoreWith(connection, apis, makeStore, assertInStore)
}

/** Reading a header may make a response private, so a page that requests nothing must not read one. */
function onFirstUse(create: (request: ServerRequest) => BaseQueryFn, request: ServerRequest): BaseQueryFn {
  let baseQuery: BaseQueryFn | undefined
  return (args, api, extraOptions) => {
    baseQuery ??= create(request)
    return baseQuery(args, api, extraOptions)
  }
}

/** The store of a browser tab. The server has checked the same options: the checks are left out of production bundles. */
export function createBrowserStore(
  { apis, makeStore = () => defaultBrowserStore(apis) }: QueryOptions,
  middleware: MiddlewareOf,
): QueryStore {
  if (process.env.NODE_ENV !== "production") assertApis(apis)
  const check = process.env.NODE_ENV === "production" ? undefined : assertInStore
  return createStoreWith({ middleware }, apis, makeStore, check)
}

const reducerOf = (apis: readonly QueryApi[]) =>
  Object.fromEntries(apis.map(({ reducerPath, reducer }) => [reducerPath, reducer]))

/** Without autobatching, which leaves a timer, and without development checks, which read the whole state each time. */
function defaultServerStore(apis: readonly QueryApi[]): Store {
  const checks = { immutableCheck: false, serializableCheck: false, actionCreatorCheck: false }
  return configureStore({
    reducer: reducerOf(apis),
    devTools: false,
    middleware: (defaults) => defaults(checks).concat(apis.map(({ middleware }) => middleware)),
    enhancers: (defaults) => defaults({ autoBatch: false }),
  })
}

function defaultBrowserStore(apis: readonly QueryApi[]): Store {
  return configureStore({
    reducer: reducerOf(apis),
    devTools: process.env.NODE_ENV === "development",
    middleware: (defaults) => defaults().concat(apis.map(({ middleware }) => middleware)),
  })
}
