import { type DehydratedState, dehydrate } from "./dehydrate"
import { type Failure, failureOf } from "./failure"
import { type QueryApi, queryEventOf } from "./query-api"

/**
 * What a page carries of the store that its request asks, as far as that is known by now.
 * @param isOver whether the request has ended: what its end cut off has not failed
 */
export function createPageState(api: QueryApi, isOver: () => boolean) {
  const failed = new Map<string, Failure>()
  const left = new Set<string>()
  const needed = new Set<string>()

  return {
    /** Takes each action of the store: a failed query is left to the browser, unless it is answered after all. */
    note(action: unknown) {
      const failure = failureOf(api, action, (key) => isOver() || left.has(key))
      if (failure) failed.set(failure.queryCacheKey, failure)
      const event = queryEventOf(api, action)
      if (event?.stage === "fulfilled") for (const keys of [failed, left]) keys.delete(event.queryCacheKey)
    },
    /** Undefined for a query with an answer, and for one that was given up. */
    failureOf: (queryCacheKey: string) => failed.get(queryCacheKey),
    /** Leaves a query to the browser that did not fail. */
    leave: (queryCacheKey: string) => left.add(queryCacheKey),
    /** Carries a query even if it is left elsewhere. */
    need: (queryCacheKey: string) => needed.add(queryCacheKey),
    of(state: unknown): DehydratedState {
      const carried = dehydrate(api, state)
      const leftOut = [...failed.keys(), ...[...left].filter((key) => !needed.has(key))]
      for (const key of leftOut) delete carried.queries[key]
      return leftOut.length > 0 ? { ...carried, failed: leftOut } : carried
    },
  }
}
