import { createAction, type Store, type UnknownAction } from "@reduxjs/toolkit"
import { copyWithStructuralSharing } from "@reduxjs/toolkit/query"
import type { DehydratedQuery, DehydratedState } from "./dehydrate"
import { type AnswerTime, type QueryApi, type QueryEntry, type QueryTag, queryStateOf } from "./query-api"

/** The part of a slice's state that RTK Query's rehydration reads; it throws where one of the three is missing. */
export interface RehydrationInfo {
  queries: Record<string, QueryEntry>
  mutations: Record<string, never>
  provided: { tags: Record<string, Record<string, string[]>>; keys: Record<string, readonly QueryTag[]> }
}

export const hydrated = createAction<RehydrationInfo>("query/hydrated")

/** For `createApi`'s option of that name. */
// biome-ignore lint/suspicious/noExplicitAny: RTK Query's documentation types it so, the slice's state being circular
export function extractRehydrationInfo(action: UnknownAction): any {
  return hydrated.match(action) ? action.payload : undefined
}

export interface HydrateOptions {
  /** When a query was answered, by the store's own clock too. Left out: the two clocks are one. */
  answered?(query: DehydratedQuery): AnswerTime
  /** False keeps a query out. Left out: one that is not newer than what the store has. */
  admits?(key: string, time: AnswerTime, current: QueryEntry | undefined): boolean
}

/**
 * Puts what a page carries into a store. The newer of two entries wins, whichever came last; data that did
 * not change keeps its identity. Dispatches nothing where nothing is new.
 * Call it outside of rendering in the browser: React warns of a store that changes under a mounted selector.
 */
export function hydrate(
  api: QueryApi,
  store: Pick<Store, "dispatch" | "getState">,
  state: DehydratedState | undefined | null,
  { answered = byOneClock, admits = isNewer }: HydrateOptions = {},
) {
  if (!state) return
  const cached = queryStateOf(api, store.getState()).queries
  const info: RehydrationInfo = { queries: {}, mutations: {}, provided: { tags: {}, keys: {} } }
  let found = false
  for (const [key, query] of Object.entries(state.queries)) {
    const current = cached[key]
    const time = answered(query)
    if (!admits(key, time, current)) continue
    const data = copyWithStructuralSharing(current?.data, query.data)
    info.queries[key] = entryOf({ ...query, data }, time, current)
    provide(info, key, query.tags)
    found = true
  }
  if (found) store.dispatch(hydrated(info))
}

const byOneClock = ({ fulfilledTimeStamp }: DehydratedQuery): AnswerTime => ({
  own: fulfilledTimeStamp,
  server: fulfilledTimeStamp,
})

function isNewer(_key: string, { own }: AnswerTime, current: QueryEntry | undefined) {
  return own > (current?.fulfilledTimeStamp ?? Number.NEGATIVE_INFINITY)
}

/** The request id of a query that is on its way stays, or RTK Query would drop its answer, which is newer still. */
function entryOf(
  { endpointName, originalArgs, data }: DehydratedQuery,
  time: AnswerTime,
  current: QueryEntry | undefined,
): QueryEntry {
  return {
    status: "fulfilled",
    endpointName,
    originalArgs,
    data,
    fulfilledTimeStamp: time.own,
    carried: time,
    ...(current?.requestId === undefined
      ? {}
      : { requestId: current.requestId, startedTimeStamp: current.startedTimeStamp }),
  }
}

function provide({ provided }: RehydrationInfo, key: string, tags: readonly QueryTag[] = []) {
  for (const { type, id } of tags) {
    provided.tags[type] ??= {}
    const ids = provided.tags[type]
    // RTK Query's own name for a tag that has no id.
    const name = String(id ?? "__internal_without_id")
    ids[name] ??= []
    ids[name].push(key)
  }
  provided.keys[key] = tags
}
