import { type QueryApi, type QueryTag, queryStateOf } from "./query-api"

/** A fulfilled query, without what the browser can rebuild (status, request id, start time). */
export interface DehydratedQuery {
  endpointName: string
  originalArgs?: unknown
  data: unknown
  /** Milliseconds since 1970, by the clock of the server that answered. */
  fulfilledTimeStamp: number
  tags?: readonly QueryTag[]
}

/** What a page carries from the server's store to the browser's. Plain JSON. */
export interface DehydratedState {
  queries: Record<string, DehydratedQuery>
  /**
   * Keys that failed while the page was prepared, or are left to the browser for another reason. They carry no error:
   * rendering on the server only leaves them out instead of asking once more, and the browser asks for itself.
   */
  failed?: readonly string[]
}

/**
 * The fulfilled queries of a store's state, with the tags that they provide, for a page to carry.
 * Subscriptions, request ids, mutations, pending and failed queries are left out.
 *
 * @example
 * dehydrate(api, store.getState()) // { queries: { "feature({\"id\":\"grid\"})": { endpointName, … } } }
 */
export function dehydrate(api: QueryApi, state: unknown): DehydratedState {
  const { queries, provided } = queryStateOf(api, state)
  const dehydrated: DehydratedState = { queries: {} }
  for (const [key, entry] of Object.entries(queries)) {
    if (entry?.status !== "fulfilled" || entry.endpointName === undefined) continue
    const { endpointName, originalArgs, data, fulfilledTimeStamp = 0 } = entry
    const tags = provided.keys[key]
    dehydrated.queries[key] = {
      endpointName,
      ...(originalArgs === undefined ? {} : { originalArgs }),
      data,
      fulfilledTimeStamp,
      ...(tags?.length ? { tags } : {}),
    }
  }
  return dehydrated
}
