import { createAction, type Store, type UnknownAction } from "@reduxjs/toolkit"
import { copyWithStructuralSharing } from "@reduxjs/toolkit/query"
import type { DehydratedQuery, DehydratedState } from "./dehydrate"
import { type QueryApi, type QueryEntry, type QueryTag, queryStateOf } from "./query-api"

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
  /**
   * Milliseconds. Data that came again and did not change gets the new time only where the old one is
   * at least this much older, because a new time alone renders every component that shows the query.
   */
  restampAfter?: number
  /** False keeps an entry out: something newer was shown before and the cache has let it go since. */
  admits?(key: string, query: DehydratedQuery): boolean
}

/**
 * Puts what a page carries into a store. The newer of two entries wins, whichever came last; data that did
 * not change keeps its identity, so nothing renders for it. Dispatches nothing where nothing is new.
 * Call it outside of rendering in the browser: React warns of a store that changes under a mounted selector.
 */
export function hydrate(
  api: QueryApi,
  store: Pick<Store, "dispatch" | "getState">,
  state: DehydratedState | undefined | null,
  { restampAfter = 0, admits = () => true }: HydrateOptions = {},
) {
  if (!state) return
  const cached = queryStateOf(api, store.getState()).queries
  const info: RehydrationInfo = { queries: {}, mutations: {}, provided: { tags: {}, keys: {} } }
  let found = false
  for (const [key, query] of Object.entries(state.queries)) {
    const current = cached[key]
    if (!admits(key, query) || !isNewer(query, current)) continue
    const data = copyWithStructuralSharing(current?.data, query.data)
    const gain = query.fulfilledTimeStamp - (current?.fulfilledTimeStamp ?? Number.NEGATIVE_INFINITY)
    if (current?.data !== undefined && data === current.data && gain < restampAfter) continue
    info.queries[key] = entryOf(query, data, current)
    provide(info, key, query.tags)
    found = true
  }
  if (found) store.dispatch(hydrated(info))
}

function isNewer(query: DehydratedQuery, current: QueryEntry | undefined) {
  return query.fulfilledTimeStamp > (current?.fulfilledTimeStamp ?? Number.NEGATIVE_INFINITY)
}

/** The request id of a query that is on its way stays, or RTK Query would drop its answer, which is newer still. */
function entryOf(query: DehydratedQuery, data: unknown, current: QueryEntry | undefined): QueryEntry {
  const { endpointName, originalArgs, fulfilledTimeStamp } = query
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
