import type { ThunkDispatch, UnknownAction } from "@reduxjs/toolkit"
import { useEffect, useRef } from "react"
import { useDispatch } from "react-redux"
import { api } from "#query/api"
import type { Resources } from "#resources"
import type { ArgumentsOf } from "#resources/resource"

/**
 * Calls `api.useFeaturesQuery` with arguments that change while the visitor types. When the arguments change, aborts
 * the request with the previous arguments. When the visitor leaves the page, aborts the current request. Otherwise
 * outdated requests would delay newer requests, because a browser has only six connections to a server. No other
 * component of the page may use the features query, because its request would also be aborted.
 */
export function useLatestFeatures(args: ArgumentsOf<Resources["features"]>) {
  const result = api.useFeaturesQuery(args)
  const dispatch = useDispatch<ThunkDispatch<unknown, unknown, UnknownAction>>()
  const running = useRef<{ abort(): void }>(undefined)
  const isAborted = isAbort(result.error)
  // This effect runs after the effect of `useFeaturesQuery`, which starts the request.
  useEffect(() => {
    const latest = dispatch(api.util.getRunningQueryThunk("features", args))
    if (running.current !== latest) running.current?.abort()
    running.current = latest
    // If the visitor returns to earlier arguments, their query may have been aborted. An aborted query must run again.
    if (isAborted && !result.isFetching) void result.refetch()
  })
  useEffect(() => () => running.current?.abort(), [])
  return isAborted ? { ...result, error: undefined } : result
}

function isAbort(error: unknown): boolean {
  return typeof error === "object" && error !== null && "name" in error && error.name === "AbortError"
}
