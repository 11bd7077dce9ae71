import { type DehydratedQueries, dehydrate } from "./dehydrate"
import { notSent } from "./query-failure"
import { failureOf, type QueryApi, type QueryFailure, queryEventOf } from "./rtk-internals"

/** Records which queries of one slice fail during one request, and which queries the page sends to the browser. */
export class QueryTracker {
  readonly api: QueryApi
  readonly #isOver: () => boolean
  readonly #requestIds = new Set<string>()
  readonly #failed = new Map<string, QueryFailure>()
  readonly #skipped = new Set<string>()
  readonly #required = new Set<string>()
  /** Whether every prefetch of a query has a timeout, by query key. */
  readonly #isLimited = new Map<string, boolean>()

  /** @param isOver returns whether the request has ended. A query that is cancelled at this end has not failed. */
  constructor(api: QueryApi, isOver: () => boolean) {
    this.api = api
    this.#isOver = isOver
  }

  /** Reads an action of the store. The browser requests a failed query, unless the query is fulfilled here later. */
  note(action: unknown) {
    const event = queryEventOf(this.api, action)
    if (!event) return
    this.#requestIds.add(event.requestId)
    const failure = failureOf(this.api, action, (key) => this.#isOver() || this.#skipped.has(key))
    if (failure) this.#failed.set(event.queryCacheKey, failure)
    if (event.stage === "fulfilled") {
      for (const keys of [this.#failed, this.#skipped]) keys.delete(event.queryCacheKey)
    }
  }

  /**
   * Returns whether the query with this request id belongs to this slice. This includes a query that was not started
   * because it was cached or running.
   */
  has(requestId: string) {
    return this.#requestIds.has(requestId)
  }

  /** Returns undefined if the query has not failed, is fulfilled or was cancelled. */
  failureOf(key: string): QueryFailure | undefined {
    return this.#failed.get(key)
  }

  /** The page does not send this query, although the query has not failed. The browser requests the query. */
  skip(key: string) {
    this.#skipped.add(key)
  }

  /** Sends the data of this query to the browser, even if another prefetch skips the query. */
  require(key: string) {
    this.#required.add(key)
  }

  /** Records a prefetch of a query. If all prefetches of a query have a timeout, others do not wait for the query. */
  limit(key: string, isLimited: boolean) {
    this.#isLimited.set(key, isLimited && (this.#isLimited.get(key) ?? true))
  }

  isLimited(key: string) {
    return this.#isLimited.get(key) ?? false
  }

  /**
   * Returns the queries of this slice that the page sends to the browser. Returns undefined without such queries.
   * @param onError receives each query that the page cannot send because JSON would change it
   */
  dehydrate(state: unknown, onError: (failure: QueryFailure) => void): DehydratedQueries | undefined {
    const lost: string[] = []
    const { queries } = dehydrate(this.api, state, (key, loss) => {
      lost.push(key)
      if (!this.#skipped.has(key)) onError(notSent(this.api.reducerPath, key, loss))
    })
    const skipped = [...this.#skipped].filter((key) => !this.#required.has(key))
    const clientOnly = [...new Set([...this.#failed.keys(), ...skipped, ...lost])]
    for (const key of clientOnly) delete queries[key]
    if (clientOnly.length > 0) return { queries, clientOnly }
    return Object.keys(queries).length > 0 ? { queries } : undefined
  }
}
