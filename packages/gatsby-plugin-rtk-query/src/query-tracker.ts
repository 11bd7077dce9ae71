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
  /** The keys are query keys. The value is true if every prefetch of the query has a timeout. */
  readonly #isLimited = new Map<string, boolean>()

  /**
   * @param isOver returns whether the request has ended. The end of the request cancels running queries. Such a query
   * has not failed
   */
  constructor(api: QueryApi, isOver: () => boolean) {
    this.api = api
    this.#isOver = isOver
  }

  /**
   * Reads an action of the store. A failed query is left to the browser, unless the query is fulfilled on the server
   * later.
   */
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
   * Returns whether the query with this request id belongs to this slice. This is also true for a query that was not
   * started because its data were cached or an equal query was running.
   */
  has(requestId: string) {
    return this.#requestIds.has(requestId)
  }

  /** Returns the failure of a query. Returns undefined if the query has not failed, is fulfilled or was cancelled. */
  failureOf(key: string): QueryFailure | undefined {
    return this.#failed.get(key)
  }

  /** Leaves a query that has not failed to the browser: the page does not contain its data. */
  skip(key: string) {
    this.#skipped.add(key)
  }

  /** Adds the data of a query to the page, even if another prefetch calls `skip` for the query. */
  require(key: string) {
    this.#required.add(key)
  }

  /**
   * Records a prefetch of a query, and whether it has a timeout. A query may be aborted only if all its prefetches have
   * one.
   */
  limit(key: string, isLimited: boolean) {
    this.#isLimited.set(key, isLimited && (this.#isLimited.get(key) ?? true))
  }

  isLimited(key: string) {
    return this.#isLimited.get(key) ?? false
  }

  /**
   * Returns the queries of this slice that the page sends to the browser. Returns undefined if the page sends no query
   * of this slice.
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
