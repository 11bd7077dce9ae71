import { configureStore, type Middleware, type Store } from "@reduxjs/toolkit"
import type { BaseQueryFn } from "@reduxjs/toolkit/query"
import { OptionError } from "./query-failure"
import { keepQueries } from "./retention"
import { isOwnApi, type QueryApi, type QueryFailure, type QueryStore } from "./rtk-internals"
import { assertInStore, createStoreWith, ignoreRejection, keepException } from "./store-connection"

export type QueryOptions = {
  /** The site's API slices. */
  apis: readonly QueryApi[]
  /**
   * Creates the site's store, with the reducer and the middleware of each of the `apis`. Called once per request on the
   * server and once in the browser. Default: a store with the `apis` only.
   */
  makeStore?: () => Store
}

/** The visitor's request for the page. */
export type ServerRequest = { headers: Headers; signal: AbortSignal }

export type ServerOptions = QueryOptions & {
  /**
   * Functions that create the base queries for the server. Each key is the `reducerPath` of an API. Each function
   * receives the visitor's request and returns an RTK Query `BaseQueryFn`. Default: the API's own base query.
   */
  baseQueries?: Readonly<Record<string, (request: ServerRequest) => BaseQueryFn>>
  /**
   * Returns whether a component may start a query while it is rendered on the server. If the result is false, the
   * browser requests the query. Does not affect prefetches. Default: components may start every query.
   */
  shouldFetchOnServer?(query: { reducerPath: string; endpointName: string; originalArgs: unknown }): boolean
  /**
   * Called if a query fails and its error is not thrown in `load`: an optional prefetch, or a query that a component
   * starts. Also called if a query is left to the browser, because JSON would change its data or because it needs a
   * header that the response does not declare. Default: prints wrong options, and queries that are left to the browser
   * for one of these two reasons.
   */
  onError?(failure: QueryFailure): void
}

/** @throws TypeError for an API slice or a `makeStore` that cannot be used */
export function assertQueryOptions(options: QueryOptions): void {
  const { apis, makeStore } = options ?? {}
  assertApis(apis)
  assertFunctions({ makeStore })
}

/** @throws TypeError if `apis` is not an array of different slices that this package's `createApi` created */
function assertApis(apis: readonly QueryApi[]): void {
  if (!Array.isArray(apis) || apis.length === 0) {
    throw new TypeError("apis must be an array of the site's API slices, such as [api].")
  }
  const paths = apis.map((api) => api?.reducerPath)
  for (const [index, api] of apis.entries()) {
    if (typeof api?.reducer !== "function") throw new TypeError(`apis[${index}] is not an API slice.`)
    if (!isOwnApi(api)) {
      throw new TypeError(
        `The API "${api.reducerPath}" was created by RTK Query's own createApi. Add "gatsby-plugin-rtk-query" to the plugins of gatsby-config, or import createApi from "gatsby-plugin-rtk-query".`,
      )
    }
    if (apis.indexOf(api) !== index) {
      throw new TypeError(
        `apis contains the API "${api.reducerPath}" twice. List it once: injectEndpoints and enhanceEndpoints return the same API.`,
      )
    }
    if (paths.indexOf(api.reducerPath) !== index) {
      throw new TypeError(
        `Two APIs have the reducerPath "${api.reducerPath}". Give one of them another reducerPath.`,
      )
    }
  }
}

/** @throws TypeError for an API slice, a base query or a function that cannot be used on the server */
export function assertServerOptions(options: ServerOptions): void {
  assertQueryOptions(options)
  const { apis, baseQueries = {}, onError, shouldFetchOnServer } = options
  assertFunctions({ onError, shouldFetchOnServer })
  if (typeof baseQueries !== "object" || baseQueries === null) {
    throw new TypeError("baseQueries must be an object with a function for each reducerPath.")
  }
  const known = apis.map(({ reducerPath }) => reducerPath)
  for (const [name, create] of Object.entries(baseQueries)) {
    if (!known.includes(name)) {
      throw new TypeError(
        `baseQueries: "${name}" is not the reducerPath of one of the apis (${known.join(", ")}).`,
      )
    }
    if (typeof create !== "function") {
      throw new TypeError(
        `baseQueries.${name} must be a function of the request that returns a base query: ${baseQueryExample}.`,
      )
    }
  }
}

/** @throws TypeError for an option that is given and is not a function */
export function assertFunctions(options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && typeof value !== "function") {
      throw new TypeError(`${name} must be a function, not ${value === null ? "null" : typeof value}.`)
    }
  }
}

const baseQueryExample = "(request) => async (args) => ({ data })"

type MiddlewareOf = (api: QueryApi) => readonly Middleware[]

/** A store for one request, in `getServerData` or while a page is rendered. */
export function createServerStore(
  { apis, makeStore = () => defaultServerStore(apis), baseQueries = {} }: ServerOptions,
  request: ServerRequest,
  middleware: MiddlewareOf,
): QueryStore {
  const forRequest = Object.entries(baseQueries).map(([name, create]) => [
    name,
    onFirstUse(request, () => createBaseQuery(name, create, request)),
  ])
  const connection = {
    baseQueries: Object.fromEntries(forRequest),
    callBaseQuery: keepException,
    middleware: (api: QueryApi) => [keepQueries(api), ...middleware(api)],
  }
  return createStoreWith(connection, apis, makeStore, assertInStore)
}

/**
 * Creates the base query only when the first query runs, for two reasons: reading a header may make a response private,
 * so a page without queries must not read a header, and the headers are known only while the page is rendered.
 */
function onFirstUse(request: ServerRequest, create: () => BaseQueryFn): BaseQueryFn {
  let created: { headers: Headers; baseQuery: BaseQueryFn } | undefined
  return (args, api, extraOptions) => {
    const { headers } = request
    if (created?.headers !== headers) created = { headers, baseQuery: create() }
    return created.baseQuery(args, api, extraOptions)
  }
}

/** @throws OptionError if the option does not return a base query */
function createBaseQuery(
  name: string,
  create: (request: ServerRequest) => BaseQueryFn,
  request: ServerRequest,
): BaseQueryFn {
  const baseQuery: unknown = create(request)
  if (typeof baseQuery === "function") return baseQuery as BaseQueryFn
  ignoreRejection(baseQuery)
  throw new OptionError(
    `baseQueries.${name} must return a base query, which is a function: ${baseQueryExample}. If it is a base query itself, write () => baseQuery.`,
  )
}

/**
 * Creates the store of a browser tab. Production bundles do not check `makeStore`, because the server has checked it.
 */
export function createBrowserStore(
  { apis, makeStore = () => defaultBrowserStore(apis) }: QueryOptions,
  middleware: MiddlewareOf,
): QueryStore {
  const check = process.env.NODE_ENV === "production" ? undefined : assertInStore
  return createStoreWith({ middleware }, apis, makeStore, check)
}

const reducerOf = (apis: readonly QueryApi[]) =>
  Object.fromEntries(apis.map(({ reducerPath, reducer }) => [reducerPath, reducer]))

/**
 * Creates a store for a request. Autobatching is off, because it leaves a timer. Redux Toolkit's development checks are
 * off, because they read the whole state at each action.
 */
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
