import type { Middleware } from "@reduxjs/toolkit"
import * as rtk from "./rtk-internals"

/**
 * The age of one query's data. `time` is by the server's clock. `order` is the number of events in the tab before the
 * data were requested, or before a response of the API arrived.
 */
type Version = { time?: number; order: number; data?: unknown }

/** A `Date` has whole seconds, so a response counts as created in the last millisecond of the second in its `Date`. */
const precisionMs = 999

const isOlder = (one: Version, other: Version) =>
  one.time && other.time ? one.time < other.time : one.order < other.order

/** Decides whether new data of a query replace the data that the tab has. The README states the rules. */
export function createFreshness(api: rtk.QueryApi, clock = { events: 0 }) {
  let outdatedOrder = -1
  /** The last mutation whose response has a `Date`. */
  let mutation = { time: 0, order: -1 }
  const shown = new Map<string, Version>()
  const isOutdated = ({ time = 0, order }: Version) => order <= outdatedOrder || time <= mutation.time
  // A response that is newer than the mutation contains the mutation's change, so it is used. The shown data may come
  // from another server, whose clock may differ.
  const containsMutation = ({ time = 0 }: Version, current: Version) =>
    current.order <= mutation.order && time > mutation.time

  const middleware: Middleware = (store) => (next) => (action) => {
    const read = rtk.readAction(api, action)
    const { key = "" } = read
    const entry = () => rtk.queryStateOf(api, store.getState()).queries[key]
    const date = rtk.responseDateOf(action)
    if (rtk.isMutationEnd(read) && date)
      mutation = { time: Math.max(mutation.time, date), order: clock.events }
    if (rtk.isReset(read)) shown.clear()
    if (rtk.isOutdating(read)) outdatedOrder = clock.events++
    const data = entry()?.data
    const current = shown.get(key)
    // If the tab has changed the removed data, each page that the tab requested earlier has older data.
    if (rtk.isRemoval(read) && !rtk.isSame(current?.data, data)) shown.set(key, { order: ++clock.events })
    if (!rtk.isCompleteResponse(api, read, entry())) return next(action)
    const version = { time: date && date + precisionMs, order: ++clock.events }
    // The pages of an infinite query have different times. Only the time of the last page is known.
    const isComparable = data !== undefined && !rtk.isInfinite(api, entry()?.endpointName)
    if (isComparable && current && isOlder(version, current) && !containsMutation(version, current))
      return next(rtk.withFulfilled(action, current.time, data))
    const result = next(rtk.withFulfilled(action, version.time))
    shown.set(key, { ...version, data: entry()?.data })
    return result
  }

  return {
    middleware,
    /**
     * Returns true if the data of a page may replace the cached data: the page's data are newer, and the tab has not
     * changed the cached data.
     */
    admits(key: string, version: Version, cached: unknown): boolean {
      const current = shown.get(key)
      if (isOutdated(version) || (current && isOlder(version, current))) return false
      return cached === undefined || (current?.time !== version.time && rtk.isSame(current?.data, cached))
    },
    hydrated: (key: string, version: Version) => shown.set(key, version),
  }
}
