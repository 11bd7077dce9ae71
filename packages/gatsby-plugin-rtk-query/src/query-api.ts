import type { Middleware, PayloadAction, Reducer, ThunkAction, UnknownAction } from "@reduxjs/toolkit"

/** One query as it stands in the state of an RTK Query slice. */
export interface QueryEntry {
  status: string
  endpointName?: string
  originalArgs?: unknown
  data?: unknown
  error?: unknown
  requestId?: string
  startedTimeStamp?: number
  fulfilledTimeStamp?: number
}

export interface QueryTag {
  type: string
  id?: string | number
}

/** The part of an RTK Query slice's state that is read here. */
export interface QueryState {
  queries: Record<string, QueryEntry | undefined>
  provided: { keys: Record<string, readonly QueryTag[] | undefined> }
}

/** RTK Query's brand for them, which it does not export. */
type QueryCacheKey = string & { _type: "queryCacheKey" }

export interface RemovedQuery {
  queryCacheKey: QueryCacheKey
}

/**
 * What this folder asks of an API slice: any slice that `createApi` or `buildCreateApi` made has it.
 * Structural, so that no endpoint of any site is named here.
 */
export interface QueryApi {
  reducerPath: string
  reducer: Reducer
  middleware: Middleware
  util: {
    // biome-ignore lint/suspicious/noExplicitAny: RTK Query types its thunks for any state and any extra argument
    getRunningQueriesThunk(): ThunkAction<readonly RunningQuery[], any, any, UnknownAction>
    resetApiState(): UnknownAction
  }
  internalActions: {
    removeQueryResult: {
      (query: RemovedQuery): UnknownAction
      match(action: unknown): action is PayloadAction<RemovedQuery>
    }
  }
}

export interface RunningQuery extends PromiseLike<unknown> {
  queryCacheKey: string
}

export function queryStateOf(api: QueryApi, state: unknown): QueryState {
  return (state as Record<string, QueryState>)[api.reducerPath] as QueryState
}

/** By what an action tells of a query: it starts, or has an answer, or came to none. */
export interface QueryEvent {
  stage: "pending" | "fulfilled" | "rejected"
  queryCacheKey: string
}

/** What an action tells of a query; undefined for every other action. */
export function queryEventOf(api: QueryApi, action: unknown): QueryEvent | undefined {
  const { type, meta } = action as { type: string; meta?: { arg: { queryCacheKey: string } } }
  const prefix = `${api.reducerPath}/executeQuery/`
  if (!meta || !type.startsWith(prefix)) return undefined
  return { stage: type.slice(prefix.length) as QueryEvent["stage"], queryCacheKey: meta.arg.queryCacheKey }
}
