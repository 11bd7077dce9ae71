import { jsonLoss } from "./json-loss"
import { type QueryApi, type QueryTag, queryStateOf } from "./rtk-internals"

/** A fulfilled query as the page sends it: without fields that the browser can rebuild, such as the status. */
export type DehydratedQuery = {
  endpointName: string
  originalArgs?: unknown
  data: unknown
  /** When the query was fulfilled: milliseconds since 1970, by the clock of the server that sent the response. */
  fulfilledTimeStamp: number
  tags?: readonly QueryTag[]
}

export type DehydratedQueries = {
  queries: Record<string, DehydratedQuery>
  /**
   * Keys of queries that the page leaves to the browser, such as failed queries. The server does not start them again.
   */
  clientOnly?: readonly string[]
}

/** The queries that a page sends to the browser as JSON. Each key is the `reducerPath` of a slice. */
export type DehydratedState = Record<string, DehydratedQueries>

/**
 * Returns the fulfilled queries of one slice with their tags, except queries that JSON would change. The result does
 * not contain subscriptions, mutations, pending queries and failed queries.
 * @param onLoss receives each query that JSON would change, and a description of the value
 */
export function dehydrate(
  api: QueryApi,
  state: unknown,
  onLoss: (queryCacheKey: string, loss: string) => void,
): DehydratedQueries {
  const { queries, provided } = queryStateOf(api, state)
  const dehydrated: DehydratedQueries = { queries: {} }
  for (const [key, entry] of Object.entries(queries)) {
    if (entry?.status !== "fulfilled" || entry.endpointName === undefined) continue
    const { endpointName, originalArgs, data, fulfilledTimeStamp = 0 } = entry
    const tags = provided.keys[key]
    const loss = jsonLoss(originalArgs, "argument") ?? jsonLoss(data, "data") ?? jsonLoss(tags, "tags")
    if (loss) {
      onLoss(key, loss)
      continue
    }
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
