import { type QueryApi, type QueryTag, queryStateOf } from "./rtk-internals"

/** A fulfilled query, without what the browser can rebuild (status, request id, start time). */
export type DehydratedQuery = {
  endpointName: string
  originalArgs?: unknown
  data: unknown
  /** Milliseconds since 1970, by the clock of the server that sent the response. */
  fulfilledTimeStamp: number
  tags?: readonly QueryTag[]
}

export type DehydratedQueries = {
  queries: Record<string, DehydratedQuery>
  /** Keys of queries that the server does not start again and that the browser requests, such as failed ones. */
  clientOnly?: readonly string[]
}

/** The queries that a page sends to the browser, by `reducerPath` of their slice. JSON. */
export type DehydratedState = Record<string, DehydratedQueries>

/**
 * The fulfilled queries of one slice, with the tags that they provide. Subscriptions, mutations, pending and failed
 * queries are omitted.
 */
export function dehydrate(api: QueryApi, state: unknown): DehydratedQueries {
  const { queries, provided } = queryStateOf(api, state)
  const dehydrated: DehydratedQueries = { queries: {} }
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
