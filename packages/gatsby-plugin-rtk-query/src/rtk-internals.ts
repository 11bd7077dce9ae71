/**
 * Everything that depends on the internals of RTK Query 2: the shape of its cache and the types of its actions. Support
 * for RTK Query 3 is a change of this file only.
 *
 * A slice is connected to a store by `createStoreWith`: the middleware of each slice is created while `makeStore` runs,
 * so a `makeStore` without parameters works. Redux gives every middleware of a store the same `dispatch`, and RTK Query
 * passes that function to the base query, which finds the store's connection by it.
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
// Not as a namespace, which would keep webpack from leaving out what is unused.
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

/** An API slice, as `createApi` returns it. Structural: RTK Query's own type depends on the endpoints. */
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

/** What this package adds to the API slices of one store. */
export type StoreConnection = {
  /** Replaces the slices' own base queries, by `reducerPath`. */
  baseQueries?: Readonly<Record<string, BaseQueryFn>>
  /** Calls a base query. Default: as RTK Query does. */
  callBaseQuery?: typeof keepException
  /** Run in front of the slice's own middleware, the first one outermost. */
  middleware(api: QueryApi): readonly Middleware[]
}

const isServer = typeof window === "undefined"
const ownApis = new WeakSet<object>()
const connections = new WeakMap<Dispatch, StoreConnection>()
let creating: { connection: StoreConnection; connected: Set<object> } | undefined

/** RTK Query's `reactHooksModule`. On the server, which runs no effects, hooks start their queries while they render. */
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
 * RTK Query's `fetchBaseQuery`, with the platform's `fetch`. Gatsby's webpack replaces the name `fetch` by node-fetch 2
 * in server bundles, which does not accept the `Request` that RTK Query creates.
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

/** Returns what a base query throws as `meta.thrown`, for `failureOf`: RTK Query serializes exceptions. */
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

/** What `retry.fail` throws: an instance of a class that RTK Query does not export. */
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
 * @param check throws for a slice that is not in the store
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

/** @throws TypeError if `makeStore` returned no new store, or a store without the slice */
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

/** For a promise where a value is required: if it rejects too, the rejection would end the process. */
export function ignoreRejection(value: unknown) {
  Promise.resolve(value).catch(() => {})
}

/** @throws TypeError if one of them is not a slice that this package's `createApi` created */
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

/** A query of one slice starts, is fulfilled or fails. */
export type QueryEvent = {
  stage: "pending" | "fulfilled" | "rejected"
  queryCacheKey: string
  requestId: string
}

/** Whether an action starts a mutation of this slice. */
export const isMutationStart = (api: QueryApi, action: unknown): boolean =>
  (action as UnknownAction).type === `${api.reducerPath}/executeMutation/pending`

/**
 * Reads an action. If a query of this slice started, was fulfilled or failed, it returns that event, otherwise
 * undefined.
 */
export function queryEventOf(api: QueryApi, action: unknown): QueryEvent | undefined {
  const { type, meta } = action as QueryAction
  const prefix = `${api.reducerPath}/executeQuery/`
  if (!meta || !type.startsWith(prefix)) return undefined
  const stage = type.slice(prefix.length) as QueryEvent["stage"]
  return { stage, queryCacheKey: meta.arg.queryCacheKey, requestId: meta.requestId }
}

/**
 * Thrown while the `pending` action of a query or a mutation is dispatched, it prevents it: RTK Query takes it for a
 * condition that is not met. Neither `query` nor `queryFn` runs, and the query does not fail.
 */
export const notStarted = { name: "ConditionError", message: "The server does not start this query." }

export type QueryFailure = {
  /** The `reducerPath` of the slice. */
  reducerPath: string
  queryCacheKey: string
  /** As a component would receive it. */
  error: unknown
  /** The exception, if the server's code threw one. */
  thrown?: unknown
}

/**
 * The failure that an action reports; undefined for every other action, and for a query that was not started or was
 * cancelled.
 * @param isCancelled whether the store aborted that query: a `queryFn` may throw an AbortError of its own
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
  // `queryFn` or `transformResponse` threw, of which RTK Query keeps the name, the message and the stack of an Error.
  const { message = `Query ${queryCacheKey} threw a value that is not an Error.` } = error
  return { reducerPath, queryCacheKey, error, thrown: Object.assign(new Error(message), error) }
}

/** When the server created the response, in milliseconds since 1970, rounded down to a second; undefined if unknown. */
export function responseDateOf(action: unknown): number | undefined {
  const response = (action as QueryAction).meta?.baseQueryMeta?.response
  const time = Date.parse(response?.headers?.get("date") ?? "")
  return Number.isNaN(time) ? undefined : time
}

/** When the response to a fulfilled query arrived, in milliseconds since 1970. */
export const fulfilledTimeOf = (action: unknown): number =>
  (action as QueryAction).meta.fulfilledTimeStamp as number

/** The same `fulfilled` action with another time and, if given, other data. */
export function withFulfilled(action: unknown, time: number, data?: unknown): UnknownAction {
  const { type, payload, meta, ...rest } = action as QueryAction
  return { ...rest, type, payload: data ?? payload, meta: { ...meta, fulfilledTimeStamp: time } }
}

/** Whether a response is only a part of its entry's data: a page of an infinite query, or an endpoint with `merge`. */
export function isPartialResponse(api: QueryApi, action: unknown): boolean {
  const { endpointName } = (action as QueryAction).meta.arg
  let definition: { type?: string; merge?: unknown } = {}
  const read = (found: typeof definition) => {
    definition = found
  }
  // RTK Query passes the definition to a function here, and changes nothing.
  const { enhanceEndpoints } = api as unknown as { enhanceEndpoints(options: object): void }
  enhanceEndpoints({ endpoints: { [endpointName]: read } })
  return definition?.type === "infinitequery" || definition?.merge !== undefined
}

/** Whether an action ends a mutation of this slice or invalidates tags. */
export function isMutationEnd(api: QueryApi, action: unknown): boolean {
  const { type } = action as UnknownAction
  return ["executeMutation/fulfilled", "executeMutation/rejected", "invalidateTags"].some(
    (name) => type === `${api.reducerPath}/${name}`,
  )
}

/** The part of a slice's state that RTK Query's rehydration reads. It throws if one of the three is missing. */
export type RehydrationInfo = {
  queries: Record<string, QueryEntry & { fulfilledTimeStamp: number }>
  mutations: Record<string, never>
  provided: { tags: Record<string, Record<string, string[]>>; keys: Record<string, readonly QueryTag[]> }
}

/** Adds queries to the caches of slices, by `reducerPath`. */
export const hydrated = createAction<Record<string, RehydrationInfo>>("rtkQuery/hydrated")

/** An empty `RehydrationInfo`. */
export const rehydrationInfo = (): RehydrationInfo => ({
  queries: {},
  mutations: {},
  provided: { tags: {}, keys: {} },
})

/** Adds one query and its tags to what is hydrated. */
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
    // RTK Query's name for a tag without an id.
    const name = String(id ?? "__internal_without_id")
    ids[name] ??= []
    ids[name].push(key)
  }
  provided.keys[key] = tags
}
