import React, { type ReactNode, useRef } from "react"
import * as styles from "./query-view.module.css"

/** What a hook of RTK Query says about a query. */
type QueryResult<Data> = {
  /** The last answer, also to the question before this one. */
  data?: Data
  /** The answer to this very question. */
  currentData?: Data
  error?: unknown
  isFetching: boolean
  refetch(): unknown
}

/**
 * A query's place on a page: its data, or that it is on its way, or what went wrong and a way to try again.
 * Where the question changed, the last answer stays, greyed, until there is the next. Who tries again is led to where the
 * answer will be, since the button goes.
 */
export function QueryView<Data>({
  result,
  children,
}: {
  result: QueryResult<Data>
  children(data: Data): ReactNode
}) {
  const { data, currentData, error, isFetching, refetch } = result
  const failed = error !== undefined && !isFetching
  const place = useRef<HTMLDivElement>(null)
  const tryAgain = () => {
    place.current?.focus({ preventScroll: true })
    refetch()
  }
  return (
    <div ref={place} tabIndex={-1}>
      {failed && (
        <p role="alert">
          {detailOf(error)}{" "}
          {mayPass(error) && (
            <button type="button" onClick={tryAgain}>
              Try again
            </button>
          )}
        </p>
      )}
      {data === undefined ? (
        !failed && <p role="status">Loading…</p>
      ) : (
        <div className={currentData === undefined ? styles.old : undefined} aria-busy={isFetching}>
          {children(data)}
        </div>
      )}
    </div>
  )
}

/** Whether the same question may be answered another time: not where the question is what is wrong (RFC 9110, 15.5). */
function mayPass(error: unknown): boolean {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined
  if (typeof status !== "number" || status < 400 || status >= 500) return true
  return status === 408 || status === 429
}

/** What an error of a query or a mutation says to the visitor. */
export function detailOf(error: unknown): string {
  const detail = typeof error === "object" && error !== null && "detail" in error ? error.detail : undefined
  return typeof detail === "string" ? detail : "This could not be loaded."
}
