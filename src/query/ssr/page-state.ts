import { type DehydratedState, dehydrate } from "./dehydrate"
import { type Failure, failureOf } from "./failure"
import { type QueryApi, queryEventOf } from "./query-api"

/** Which of the queries that a request has asked its page carries: those with an answer, but for what is left out. */
export interface PageState {
  /** Hears of each action of the request's store: what failed is left to the browser, unless it is answered after all. */
  note(action: unknown): void
  /** Why a query has no answer; undefined where it has one, or was given up. */
  failureOf(queryCacheKey: string): Failure | undefined
  /** Leaves to the browser what did not fail: it was late, or is not to be carried. */
  leave(queryCacheKey: string): void
  /** What a page cannot do without is carried, whoever else leaves it. */
  need(queryCacheKey: string): void
  /** What travels of a state of the store. */
  of(state: unknown): DehydratedState
}

/**
 * What a page carries of the store that its request asks, as far as that is known by now.
 * @param isOver whether the request has ended: what its end cut off has not failed
 */
export function createPageState(api: QueryApi, isOver: () => boolean): PageState {
  const failed = new Map<string, Failure>()
  const left = new Set<string>()
  const needed = new Set<string>()

  return {
    note(action) {
      const failure = failureOf(api, action, (key) => isOver() || left.has(key))
      if (failure) failed.set(failure.queryCacheKey, failure)
      const event = queryEventOf(api, action)
      if (event?.stage === "fulfilled") for (const keys of [failed, left]) keys.delete(event.queryCacheKey)
    },
    failureOf: (queryCacheKey) => failed.get(queryCacheKey),
    leave: (queryCacheKey) => left.add(queryCacheKey),
    need: (queryCacheKey) => needed.add(queryCacheKey),
    of(state) {
      const carried = dehydrate(api, state)
      const leftOut = [...failed.keys(), ...[...left].filter((key) => !needed.has(key))]
      for (const key of leftOut) delete carried.queries[key]
      return leftOut.length > 0 ? { ...carried, failed: leftOut } : carried
    },
  }
}
