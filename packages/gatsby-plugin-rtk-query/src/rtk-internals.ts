/**
 * This module contains all code that depends on the internals of RTK Query 2: the shape of its cache and the types of
 * its actions. To support RTK Query 3, change only this file.
 */
import {
  createAction,
  type Middleware,
  type PayloadAction,
  type Reducer,
  SHOULD_AUTOBATCH,
  type Store,
  type ThunkAction,
  type ThunkDispatch,
  type UnknownAction,
} from "@reduxjs/toolkit"
// This is not a namespace import, because webpack could then not remove the unused exports.
import {
  copyWithStructuralSharing,
  coreModule,
  defaultSerializeQueryArgs,
  buildCreateApi as rtkBuildCreateApi,
  fetchBaseQuery as rtkFetchBaseQuery,
  reactHooksModule as rtkReactHooksModule,
} from "@reduxjs/toolkit/query/react"
import { connectedBaseQuery, connectedMiddleware } from "./store-connection"

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

/** The part of an API slice's state that this package reads. */
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
    // biome-ignore lint/suspicious/noExplicitAny: as above
    getRunningMutationsThunk(): ThunkAction<readonly unknown[], any, any, UnknownAction>
    resetApiState(): UnknownAction
    upsertQueryEntries(entries: never): UnknownAction
  }
}

export type RunningQuery = PromiseLike<unknown> & { queryCacheKey: string; requestId: string }

export type QueryStore = Store & { dispatch: ThunkDispatch<unknown, unknown, UnknownAction> }

const isServer = typeof window === "undefined"
const ownApis = new WeakSet<object>()

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

/** Returns whether this package's `createApi` created the slice. */
export const isOwnApi = (api: QueryApi): boolean => ownApis.has(api)

export function queryStateOf(api: QueryApi, state: unknown): QueryState {
  return (state as Record<string, QueryState>)[api.reducerPath] as QueryState
}

/** Returns whether the state of a store contains the state of a slice. */
export function isInState(api: QueryApi, state: unknown): boolean {
  const own: Partial<QueryState> | undefined = queryStateOf(api, state)
  return own?.queries !== undefined && own.provided !== undefined
}

type QueryAction = PayloadAction<
  unknown,
  string,
  {
    arg: {
      queryCacheKey: string
      endpointName: string
      originalArgs?: unknown
      subscribe?: boolean
      direction?: string
    }
    requestId: string
    fulfilledTimeStamp?: number
    baseQueryMeta?: { response?: Response; thrown?: unknown }
    aborted?: boolean
    condition?: boolean
    rejectedWithValue?: boolean
  }
> & { error?: { name?: string; message?: string; stack?: string } }

/** An event of a query: its start, its success or its failure. */
export type QueryEvent = {
  stage: "pending" | "fulfilled" | "rejected"
  queryCacheKey: string
  endpointName: string
  originalArgs?: unknown
  requestId: string
}

/** Returns whether an action starts a mutation of this slice. */
export const isMutationStart = (api: QueryApi, action: unknown): boolean =>
  (action as UnknownAction).type === `${api.reducerPath}/executeMutation/pending`

/**
 * A parsed action. `kind` is the action's type without the slice's `reducerPath`. For an action that does not belong to
 * the slice, `kind` is empty.
 */
export type SliceAction = { kind: string; key?: string; meta: QueryAction["meta"] }

export function readAction(api: QueryApi, action: unknown): SliceAction {
  const { type, meta, payload } = action as QueryAction
  const [path, kind = ""] = `${type}`.split(/\/(.*)/s)
  const { queryCacheKey: key } = meta?.arg ?? (payload as Partial<QueryAction["meta"]["arg"]>) ?? {}
  return { kind: path === api.reducerPath ? kind : "", key, meta }
}

export const isMutationEnd = ({ kind }: SliceAction) => /^executeMutation.[fr]/.test(kind)

export const isReset = ({ kind }: SliceAction) => kind === "resetApiState"

/**
 * Returns whether older data may be wrong after an action: it ends a mutation, invalidates tags or resets the slice.
 */
export const isOutdating = (action: SliceAction) =>
  isMutationEnd(action) || isReset(action) || action.kind === "invalidateTags"

/** Returns whether an action removes a query from the cache. */
export const isRemoval = ({ kind }: SliceAction) => kind === "queries/removeQueryResult"

/** Returns whether an action adds a subscription. For a cached query, this is a `rejected` action with a condition. */
export const isSubscription = ({ kind, meta }: SliceAction) =>
  meta?.arg?.subscribe && (kind === "executeQuery/pending" || meta.condition)

/**
 * Returns an event if the action reports that a query of this slice started, was fulfilled or failed. Returns undefined
 * for any other action.
 */
export function queryEventOf(api: QueryApi, action: unknown): QueryEvent | undefined {
  const { type, meta } = action as QueryAction
  const prefix = `${api.reducerPath}/executeQuery/`
  if (!meta || !type.startsWith(prefix)) return undefined
  const stage = type.slice(prefix.length) as QueryEvent["stage"]
  const { queryCacheKey, endpointName, originalArgs } = meta.arg
  return { stage, queryCacheKey, endpointName, originalArgs, requestId: meta.requestId }
}

/**
 * To prevent a query or a mutation, middleware throws this value at its `pending` action. RTK Query treats the value as
 * a condition that is not met: it calls neither `query` nor `queryFn`, and the query does not fail.
 */
export const notStarted = { name: "ConditionError", message: "The server does not start this query." }

export type QueryFailure = {
  /** The `reducerPath` of the slice. */
  reducerPath: string
  queryCacheKey: string
  /** The error as a component would receive it from the hook. */
  error: unknown
  /** The exception, if the server's code threw one. */
  thrown?: unknown
}

/**
 * Returns the failure that an action reports. Returns undefined if the action reports no failure, or if the query was
 * not started or was cancelled.
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
 * Returns the time in the response's header `Date`, in milliseconds since 1970. The time has whole seconds. Returns
 * undefined if the response has no `Date`.
 */
export function responseDateOf(action: unknown): number | undefined {
  const { response } = (action as QueryAction).meta?.baseQueryMeta ?? {}
  return Date.parse(response?.headers?.get("date") ?? "") || undefined
}

/**
 * Returns whether an action replaces the data of an entry with a response. Returns false if the response is added to
 * the data, by `merge` or as a page of an infinite query. Also returns false for `upsertQueryData`, which has no
 * response.
 */
export function isCompleteResponse(api: QueryApi, { kind, meta }: SliceAction, entry?: QueryEntry): boolean {
  if (kind !== "executeQuery/fulfilled" || entry?.requestId !== meta.requestId) return false
  const { arg } = meta as { arg: typeof meta.arg & { [name: symbol]: unknown } }
  if (Object.getOwnPropertySymbols(arg).some((name) => name.description === "forceQueryFn" && arg[name]))
    return false
  const isAdded = arg.direction || definitionOf(api, arg.endpointName)?.merge
  return entry.data === undefined || !isAdded
}

export const isInfinite = (api: QueryApi, endpointName = ""): boolean =>
  definitionOf(api, endpointName)?.type === "infinitequery"

/** Returns a copy of a `fulfilled` action. If `time` or `data` is given, it replaces the action's time or data. */
export function withFulfilled(action: unknown, time: number | undefined, data?: unknown): UnknownAction {
  const { type, payload, meta, ...rest } = action as QueryAction
  const fulfilledTimeStamp = time ?? meta.fulfilledTimeStamp
  return { ...rest, type, payload: data ?? payload, meta: { ...meta, fulfilledTimeStamp } }
}

/** The part of an endpoint's definition that this package reads. */
export type EndpointDefinition = { type?: string; merge?: unknown; onCacheEntryAdded?: unknown }

/** Returns the definition of an endpoint. Returns undefined if no module has injected the endpoint yet. */
export function definitionOf(api: QueryApi, endpointName: string): EndpointDefinition | undefined {
  let definition: EndpointDefinition | undefined
  const read = (found: EndpointDefinition | undefined) => {
    definition = found
  }
  // RTK Query has no function that returns a definition. But it passes the definition to `read`, which does not change
  // it.
  const { enhanceEndpoints } = api as unknown as { enhanceEndpoints(options: object): void }
  enhanceEndpoints({ endpoints: { [endpointName]: read } })
  return definition
}

/** Returns whether two values have the same content. */
export const isSame = (one: unknown, other: unknown) => copyWithStructuralSharing(one, other) === one

/**
 * Returns whether a query of a page may replace a cached entry: the entry contains no other pages and belongs to the
 * same argument, and no query or mutation is running that could change the entry.
 */
export function isReplaceable(
  api: QueryApi,
  store: QueryStore,
  entry: QueryEntry | undefined,
  query: Partial<QueryEntry>,
): boolean {
  if (entry?.data === undefined) return true
  if (entry.status === "pending") return false
  if (store.dispatch(api.util.getRunningMutationsThunk()).length > 0) return false
  const { originalArgs, endpointName = "", data } = query
  if (textOf(entry.originalArgs) !== textOf(originalArgs)) return false
  if (!isInfinite(api, endpointName)) return true
  const pages = [entry.data, data].map((list) => (list as { pageParams: unknown[] }).pageParams.map(textOf))
  return pages[0]?.every((page) => pages[1]?.includes(page)) ?? true
}

/**
 * Returns the text that RTK Query uses as the key of an argument. The function accepts a BigInt, and its result does
 * not depend on the order of properties.
 */
const textOf = (queryArgs: unknown) =>
  defaultSerializeQueryArgs({ queryArgs, endpointName: "", endpointDefinition: {} as never })

/**
 * The part of a slice's state that RTK Query's rehydration reads. RTK Query throws if one of these properties is
 * missing.
 */
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

/**
 * Starts `onCacheEntryAdded` for a hydrated query. RTK Query starts it only for a new entry. So this function removes
 * the entry and adds it again, before it notifies the subscribers of the store. Call this function before the first
 * subscription.
 */
export function startLifecycle(api: QueryApi, store: Pick<Store, "dispatch" | "getState">, key: string) {
  const entry = queryStateOf(api, store.getState()).queries[key]
  if (entry?.status !== "fulfilled") return
  const { endpointName = "", originalArgs: arg, data: value, fulfilledTimeStamp: timestamp } = entry
  if (!definitionOf(api, endpointName)?.onCacheEntryAdded) return
  const type = `${api.reducerPath}/queries/removeQueryResult`
  store.dispatch({ type, payload: { queryCacheKey: key }, meta: { [SHOULD_AUTOBATCH]: true } })
  const added = api.util.upsertQueryEntries([{ endpointName, arg, value }] as never)
  store.dispatch({ ...added, meta: { ...(added.meta as object), timestamp } })
}
