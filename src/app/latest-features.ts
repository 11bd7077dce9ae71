import type { ThunkDispatch, UnknownAction } from "@reduxjs/toolkit"
import { useEffect, useRef } from "react"
import { useDispatch } from "react-redux"
import { api } from "#query/api"
import type { Resources } from "#resources"
import type { ArgumentsOf } from "#resources/resource"

/**
 * Calls `api.useFeaturesQuery` with arguments that change while the visitor types. Aborts the previous request if it
 * still runs, and the last request when the visitor leaves the page. Otherwise outdated requests would delay the
 * current request, because a browser has only six connections to a server. No other component of the page may use the
 * features query.
 */
export function useLatestFeatures(args: ArgumentsOf<Resources["features"]>) {
  const result = api.useFeaturesQuery(args)
  const dispatch = useDispatch<ThunkDispatch<unknown, unknown, UnknownAction>>()
  const running = useRef<{ abort(): void }>(undefined)
  const isAborted = isAbort(result.error)
  // Runs after the hook's own effect, which starts the request.
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
