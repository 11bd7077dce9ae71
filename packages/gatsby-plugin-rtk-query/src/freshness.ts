import type { Middleware } from "@reduxjs/toolkit"
import * as rtk from "./rtk-internals"

/** `time` is by the server's clock. `order` is the number of events in the tab before the request. */
export type Version = { time?: number; order: number; data?: unknown }

const isOlder = (one: Version, other: Version) =>
  one.time === undefined || other.time === undefined ? one.order < other.order : one.time < other.time

/** Knows the newest version of each query that the tab has shown. The README states the rules. */
export function createFreshness(api: rtk.QueryApi, clock = { events: 0 }) {
  let outdatedOrder = -1
  let mutatedAt = 0
  const shown = new Map<string, Version>()
  const isOutdated = ({ time = 0, order: since }: Version) => since <= outdatedOrder || time <= mutatedAt

  const middleware: Middleware = (store) => (next) => (action) => {
    const queries = () => rtk.queryStateOf(api, store.getState()).queries
    const event = rtk.outdatingEventOf(api, action)
    if (event) outdatedOrder = clock.events++
    if (event === "mutation") mutatedAt = Math.max(mutatedAt, rtk.responseDateOf(action) ?? 0)
    if (event === "reset") shown.clear()
    const removed = rtk.removedKeyOf(api, action) ?? ""
    // The tab has changed these data. Pages that it requested earlier have older data.
    if (!rtk.isSame(shown.get(removed)?.data, queries()[removed]?.data))
      shown.set(removed, { order: ++clock.events })
    const response = rtk.responseOf(api, action, queries())
    if (!response) return next(action)
    const { key, data, time, isPart, isComplete } = response
    const current = shown.get(key)
    const version = {
      time: isPart && time ? Math.max(time, current?.time ?? 0) : time,
      order: ++clock.events,
    }
    if (!isPart && data !== undefined && current && !isOutdated(current) && isOlder(version, current))
      return next(rtk.withFulfilled(action, current.time, data))
    const result = next(rtk.withFulfilled(action, version.time))
    shown.set(key, { ...version, data: isComplete ? queries()[key]?.data : current?.data })
    return result
  }

  return {
    middleware,
    /** Returns whether a version of a query is newer than the shown one, which the tab has not changed since. */
    admits(key: string, version: Version, cached: unknown): boolean {
      const current = shown.get(key)
      if (isOutdated(version) || (current && isOlder(version, current))) return false
      return cached === undefined || (current?.time !== version.time && rtk.isSame(current?.data, cached))
    },
    hydrated: (key: string, version: Version) => shown.set(key, version),
  }
}
