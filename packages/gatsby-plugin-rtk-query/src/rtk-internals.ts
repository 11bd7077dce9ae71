/**
 * Everything that depends on the internals of RTK Query 2: the shape of its cache and the types of its actions. Support
 * for RTK Query 3 is a change of this file only.
 *
 * `createStoreWith` connects API slices to a store. It remembers the connection in a variable while `makeStore` runs.
 * The slices' middleware is created in that time and takes the connection from the variable, so `makeStore` needs no
 * parameters. All middleware of a store gets the same `dispatch` function, and RTK Query passes this function to the
 * base query too. The base query uses `dispatch` as the key to find the store's connection.
 */
import {
  createAction,
  type Dispatch,
  type Middleware,
  miniSerializeError,
  type PayloadAction,
  type Reducer,
  type Store,
  type ThunkAction,
  type ThunkDispatch,
  type UnknownAction,
} from "@reduxjs/toolkit"
// This is not a namespace import, because webpack could then not remove the unused exports.
import {
  type BaseQueryFn,
  coreModule,
  buildCreateApi as rtkBuildCreateApi,
  fetchBaseQuery as rtkFetchBaseQuery,
  reactHooksModule as rtkReactHooksModule,
} from "@reduxjs/toolkit/query/react"

/** One query in the cache of an API slice. */
export type QueryEntry = {
  status: string
  endpointName?: string
  originalArgs?: unknown
  data?: unknown
  error?: unknown
  requestId?: string
  startedTimeStamp?: number
  fulfilledTimeStamp?: number
}

export type QueryTag = { type: string; id?: string | number }

/** The part of an API slice's state that is read here. */
export type QueryState = {
  queries: Record<string, QueryEntry | undefined>
  provided: { keys: Record<string, readonly QueryTag[] | undefined> }
}

/** An API slice that `createApi` returns. RTK Query's own type is not used, because it depends on the endpoints. */
export type QueryApi = {
  reducerPath: string
  reducer: Reducer
  middleware: Middleware
  util: {
    // biome-ignore lint/suspicious/noExplicitAny: RTK Query types its thunks for any state and any extra argument
    getRunningQueriesThunk(): ThunkAction<readonly RunningQuery[], any, any, UnknownAction>
    resetApiState(): UnknownAction
  }
}

export type RunningQuery = PromiseLike<unknown> & { queryCacheKey: string; requestId: string }

export type QueryStore = Store & { dispatch: ThunkDispatch<unknown, unknown, UnknownAction> }

/** The functions that this package adds to the API slices of one store. */
export type StoreConnection = {
  /** Replaces the slices' own base queries, by `reducerPath`. */
  baseQueries?: Readonly<Record<string, BaseQueryFn>>
  /** Calls a base query. Default: a plain call. */
  callBaseQuery?: typeof keepException
  /** Returns the middleware that runs before the slice's own middleware. The first item runs first. */
  middleware(api: QueryApi): readonly Middleware[]
}

const isServer = typeof window === "undefined"
const ownApis = new WeakSet<object>()
const connections = new WeakMap<Dispatch, StoreConnection>()
let creating: { connection: StoreConnection; connected: Set<object> } | undefined

/** RTK Query's `reactHooksModule`. On the server, effects do not run, so hooks start queries while they render. */
export const reactHooksModule: typeof rtkReactHooksModule = (options) =>
  rtkReactHooksModule({ unstable__sideEffectsInRender: isServer, ...options })

/** RTK Query's `buildCreateApi`. The slices that it creates can be rendered on the server. */
export const buildCreateApi: typeof rtkBuildCreateApi = (...modules) => {
  const create = rtkBuildCreateApi(...modules)
  const createConnected: typeof create = (options) => {
    const { reducerPath = "api", baseQuery, extractRehydrationInfo } = options
    const api = create({
      ...options,
      baseQuery: connectedBaseQuery(reducerPath, baseQuery) as typeof baseQuery,
      extractRehydrationInfo: (action, context) =>
        hydrated.match(action)
          ? (action.payload[reducerPath] as never)
          : extractRehydrationInfo?.(action, context),
    })
    const slice = api as unknown as QueryApi
    slice.middleware = connectedMiddleware(slice, slice.middleware)
    ownApis.add(slice)
    return api
  }
  return createConnected
}

/** RTK Query's `createApi`. The slices that it creates can be rendered on the server. */
export const createApi = buildCreateApi(coreModule(), reactHooksModule())

/**
 * RTK Query's `fetchBaseQuery`, with the platform's `fetch`. In server bundles, Gatsby's webpack replaces the name
 * `fetch` with node-fetch 2. node-fetch 2 does not accept the `Request` that RTK Query creates.
 */
export const fetchBaseQuery: typeof rtkFetchBaseQuery = (options) =>
  rtkFetchBaseQuery({ fetchFn: (...args) => globalThis.fetch(...args), ...options })

function connectedBaseQuery(reducerPath: string, own: BaseQueryFn): BaseQueryFn {
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

function connectedMiddleware(api: QueryApi, own: Middleware): Middleware {
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
 * @param check throws if a slice is not in the store
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
  const state = (store.getState() as Record<string, Partial<QueryState> | undefined>)[reducerPath]
  if (!state?.queries || !state.provided) {
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

/** Call this if the site returned a promise instead of a value. An unhandled rejection would end the process. */
export function ignoreRejection(value: unknown) {
  Promise.resolve(value).catch(() => {})
}

/** @throws TypeError if `apis` is not an array of different slices that this package's `createApi` created */
export function assertApis(apis: readonly QueryApi[]): void {
  if (!Array.isArray(apis) || apis.length === 0) {
    throw new TypeError("apis must be an array of the site's API slices, such as [api].")
  }
  const paths = apis.map((api) => api?.reducerPath)
  for (const [index, api] of apis.entries()) {
    if (typeof api?.reducer !== "function") throw new TypeError(`apis[${index}] is not an API slice.`)
    if (!ownApis.has(api)) {
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

export function queryStateOf(api: QueryApi, state: unknown): QueryState {
  return (state as Record<string, QueryState>)[api.reducerPath] as QueryState
}

type QueryAction = PayloadAction<
  unknown,
  string,
  {
    arg: { queryCacheKey: string; endpointName: string }
    requestId: string
    fulfilledTimeStamp?: number
    baseQueryMeta?: { response?: Response; thrown?: unknown }
    aborted?: boolean
    condition?: boolean
    rejectedWithValue?: boolean
  }
> & { error?: { name?: string; message?: string; stack?: string } }

/** The start, the success or the failure of a query. */
export type QueryEvent = {
  stage: "pending" | "fulfilled" | "rejected"
  queryCacheKey: string
  requestId: string
}

/** Returns whether an action starts a mutation of this slice. */
export const isMutationStart = (api: QueryApi, action: unknown): boolean =>
  (action as UnknownAction).type === `${api.reducerPath}/executeMutation/pending`

/**
 * Returns an event if the action reports that a query of this slice started, was fulfilled or failed. Returns undefined
 * for any other action.
 */
export function queryEventOf(api: QueryApi, action: unknown): QueryEvent | undefined {
  const { type, meta } = action as QueryAction
  const prefix = `${api.reducerPath}/executeQuery/`
  if (!meta || !type.startsWith(prefix)) return undefined
  const stage = type.slice(prefix.length) as QueryEvent["stage"]
  return { stage, queryCacheKey: meta.arg.queryCacheKey, requestId: meta.requestId }
}

/**
 * Middleware throws this value at the `pending` action of a query or a mutation, to prevent the query or the mutation.
 * RTK Query treats the value as a condition that is not met: neither `query` nor `queryFn` runs, and the query does not
 * fail.
 */
export const notStarted = { name: "ConditionError", message: "The server does not start this query." }

export type QueryFailure = {
  /** The `reducerPath` of the slice. */
  reducerPath: string
  queryCacheKey: string
  /** The error that a component would receive. */
  error: unknown
  /** The exception, if the server's code threw one. */
  thrown?: unknown
}

/**
 * Returns the failure that an action reports. Returns undefined for any other action, and if the query was not started
 * or was cancelled.
 * @param isCancelled returns whether the store aborted the query. RTK Query also sets `meta.aborted` if a `queryFn`
 * throws its own AbortError.
 */
export function failureOf(
  api: QueryApi,
  action: unknown,
  isCancelled: (queryCacheKey: string) => boolean,
): QueryFailure | undefined {
  if (queryEventOf(api, action)?.stage !== "rejected") return undefined
  const { meta, payload, error = {} } = action as QueryAction
  const { queryCacheKey } = meta.arg
  if (meta.condition || (meta.aborted && isCancelled(queryCacheKey))) return undefined
  const { reducerPath } = api
  if (meta.rejectedWithValue) {
    return { reducerPath, queryCacheKey, error: payload, thrown: meta.baseQueryMeta?.thrown }
  }
  // `queryFn` or `transformResponse` threw. RTK Query keeps only the name, the message and the stack of an Error.
  const { message = `Query ${queryCacheKey} threw a value that is not an Error.` } = error
  return { reducerPath, queryCacheKey, error, thrown: Object.assign(new Error(message), error) }
}

/**
 * Returns the time when the server created the response, in milliseconds since 1970. The time is rounded down to a
 * second. Returns undefined if the response has no `Date`.
 */
export function responseDateOf(action: unknown): number | undefined {
  const response = (action as QueryAction).meta?.baseQueryMeta?.response
  const time = Date.parse(response?.headers?.get("date") ?? "")
  return Number.isNaN(time) ? undefined : time
}

/** Returns the time when the response to a fulfilled query arrived, in milliseconds since 1970. */
export const fulfilledTimeOf = (action: unknown): number =>
  (action as QueryAction).meta.fulfilledTimeStamp as number

/** Returns the same `fulfilled` action with another time and, if given, other data. */
export function withFulfilled(action: unknown, time: number, data?: unknown): UnknownAction {
  const { type, payload, meta, ...rest } = action as QueryAction
  return { ...rest, type, payload: data ?? payload, meta: { ...meta, fulfilledTimeStamp: time } }
}

/**
 * Returns whether a response is only a part of the data in its cache entry. This is true for infinite queries and for
 * endpoints with `merge`.
 */
export function isPartialResponse(api: QueryApi, action: unknown): boolean {
  const { endpointName } = (action as QueryAction).meta.arg
  let definition: { type?: string; merge?: unknown } = {}
  const read = (found: typeof definition) => {
    definition = found
  }
  // RTK Query passes the endpoint's definition to `read`. `read` does not change the definition.
  const { enhanceEndpoints } = api as unknown as { enhanceEndpoints(options: object): void }
  enhanceEndpoints({ endpoints: { [endpointName]: read } })
  return definition?.type === "infinitequery" || definition?.merge !== undefined
}

/** Returns whether an action ends a mutation of this slice or invalidates its tags. */
export function isMutationEnd(api: QueryApi, action: unknown): boolean {
  const { type } = action as UnknownAction
  return ["executeMutation/fulfilled", "executeMutation/rejected", "invalidateTags"].some(
    (name) => type === `${api.reducerPath}/${name}`,
  )
}

/** The part of a slice's state that RTK Query's rehydration reads. RTK Query throws if one of the three is missing. */
export type RehydrationInfo = {
  queries: Record<string, QueryEntry & { fulfilledTimeStamp: number }>
  mutations: Record<string, never>
  provided: { tags: Record<string, Record<string, string[]>>; keys: Record<string, readonly QueryTag[]> }
}

/** Adds queries to the caches of slices. Each key of the payload is the `reducerPath` of a slice. */
export const hydrated = createAction<Record<string, RehydrationInfo>>("rtkQuery/hydrated")

/** An empty `RehydrationInfo`. */
export const rehydrationInfo = (): RehydrationInfo => ({
  queries: {},
  mutations: {},
  provided: { tags: {}, keys: {} },
})

/** Adds one query and its tags to a `RehydrationInfo`. */
export function addRehydrated(
  { queries, provided }: RehydrationInfo,
  key: string,
  entry: Omit<QueryEntry, "status"> & { fulfilledTimeStamp: number },
  tags: readonly QueryTag[] = [],
) {
  queries[key] = { status: "fulfilled", ...entry }
  for (const { type, id } of tags) {
    provided.tags[type] ??= {}
    const ids = provided.tags[type]
    // RTK Query uses this name for a tag without an id.
    const name = String(id ?? "__internal_without_id")
    ids[name] ??= []
    ids[name].push(key)
  }
  provided.keys[key] = tags
}
