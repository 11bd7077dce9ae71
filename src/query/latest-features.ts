import type { ThunkDispatch, UnknownAction } from "@reduxjs/toolkit"
import { useEffect, useRef } from "react"
import { useDispatch } from "react-redux"
import type { Resources } from "../resources"
import type { ArgumentsOf } from "../resources/resource"
import { api } from "./api"

/**
 * `api.useFeaturesQuery` for a question that changes while the visitor types. The one before is aborted where it still
 * runs, and the last when the page is left: a browser has six connections to a server, and answers that nobody waits
 * for would hold up the one that is shown. No other component of the page may ask the same.
 */
export function useLatestFeatures(args: ArgumentsOf<Resources["features"]>) {
  const result = api.useFeaturesQuery(args)
  const dispatch = useDispatch<ThunkDispatch<unknown, unknown, UnknownAction>>()
  const running = useRef<{ abort(): void }>(undefined)
  const isAborted = isAbort(result.error)
  // After the hook's own effect, by which the question is on its way.
  useEffect(() => {
    const latest = dispatch(api.util.getRunningQueryThunk("features", args))
    if (running.current !== latest) running.current?.abort()
    running.current = latest
    // It was abandoned and is wanted again. Where the hook has asked already, nothing comes of it.
    if (isAborted && !result.isFetching) void result.refetch()
  })
  useEffect(() => () => running.current?.abort(), [])
  return isAborted ? { ...result, error: undefined } : result
}

function isAbort(error: unknown): boolean {
  return typeof error === "object" && error !== null && "name" in error && error.name === "AbortError"
}
