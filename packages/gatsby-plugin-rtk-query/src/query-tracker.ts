import { type DehydratedQueries, dehydrate } from "./dehydrate"
import { failureOf, type QueryApi, type QueryFailure, queryEventOf } from "./rtk-internals"

/** Records the queries of one slice during one request: which failed, and which a page sends to the browser. */
export class QueryTracker {
  readonly api: QueryApi
  readonly #isOver: () => boolean
  readonly #requestIds = new Set<string>()
  readonly #failed = new Map<string, QueryFailure>()
  readonly #skipped = new Set<string>()
  readonly #required = new Set<string>()
  /** By key: whether every prefetch of the query has a timeout. */
  readonly #isLimited = new Map<string, boolean>()

  /** @param isOver whether the request has ended: a query that its end cancels has not failed */
  constructor(api: QueryApi, isOver: () => boolean) {
    this.api = api
    this.#isOver = isOver
  }

  /** Reads an action of the store. A query that failed is the browser's, unless it is fulfilled later. */
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

  /** Whether this slice has started, or has declined to start, the query of this request id. */
  has(requestId: string) {
    return this.#requestIds.has(requestId)
  }

  /** Undefined for a query that is fulfilled or was cancelled. */
  failureOf(key: string): QueryFailure | undefined {
    return this.#failed.get(key)
  }

  /** Leaves a query that has not failed to the browser. */
  skip(key: string) {
    this.#skipped.add(key)
  }

  /** Sends a query to the browser even if it is skipped elsewhere. */
  require(key: string) {
    this.#required.add(key)
  }

  /** Notes a prefetch of a query. Other queries do not wait for a query whose prefetches all have a timeout. */
  limit(key: string, isLimited: boolean) {
    this.#isLimited.set(key, isLimited && (this.#isLimited.get(key) ?? true))
  }

  isLimited(key: string) {
    return this.#isLimited.get(key) ?? false
  }

  /** What the page sends to the browser; undefined if it sends nothing of this slice. */
  dehydrate(state: unknown): DehydratedQueries | undefined {
    const { queries } = dehydrate(this.api, state)
    const skipped = [...this.#skipped].filter((key) => !this.#required.has(key))
    const clientOnly = [...this.#failed.keys(), ...skipped]
    for (const key of clientOnly) delete queries[key]
    if (clientOnly.length > 0) return { queries, clientOnly }
    return Object.keys(queries).length > 0 ? { queries } : undefined
  }
}
