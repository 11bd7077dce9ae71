import { createAction, type Store, type UnknownAction } from "@reduxjs/toolkit"
import { copyWithStructuralSharing } from "@reduxjs/toolkit/query"
import type { DehydratedQuery, DehydratedState } from "./dehydrate"
import { type QueryApi, type QueryEntry, type QueryTag, queryStateOf } from "./query-api"

/** The part of a slice's state that RTK Query's rehydration reads; it throws where one of the three is missing. */
export interface RehydrationInfo {
  queries: Record<string, QueryEntry & { fulfilledTimeStamp: number }>
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
  /** Whether to hydrate a query that is newer than the cached entry. Default: yes. */
  admits?(key: string, time: number): boolean
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
  { admits = () => true }: HydrateOptions = {},
) {
  if (!state) return
  const cached = queryStateOf(api, store.getState()).queries
  const info: RehydrationInfo = { queries: {}, mutations: {}, provided: { tags: {}, keys: {} } }
  let found = false
  for (const [key, query] of Object.entries(state.queries)) {
    const current = cached[key]
    const isNewer = query.fulfilledTimeStamp > (current?.fulfilledTimeStamp ?? Number.NEGATIVE_INFINITY)
    if (!isNewer || !admits(key, query.fulfilledTimeStamp)) continue
    const data = copyWithStructuralSharing(current?.data, query.data)
    info.queries[key] = entryOf({ ...query, data }, current)
    provide(info, key, query.tags)
    found = true
  }
  if (found) store.dispatch(hydrated(info))
}

/** The request id of a query that is on its way stays, or RTK Query would drop its answer, which is newer still. */
function entryOf(
  { endpointName, originalArgs, data, fulfilledTimeStamp }: DehydratedQuery,
  current: QueryEntry | undefined,
) {
  return {
    status: "fulfilled",
    endpointName,
    originalArgs,
    data,
    fulfilledTimeStamp,
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
