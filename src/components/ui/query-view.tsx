import React, { type ReactNode, useRef } from "react"
import * as styles from "./query-view.module.css"

type QueryResult<Data> = {
  /** The newest data. It may belong to the previous arguments. */
  data?: Data
  /** The data of the current arguments. */
  currentData?: Data
  error?: unknown
  isFetching: boolean
  refetch(): unknown
}

/**
 * Shows the data of a query, its loading state, or its error with a button to retry. The previous data stays visible in
 * grey until new data arrives. A retry moves the focus to the container, because the button disappears.
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
  const container = useRef<HTMLDivElement>(null)
  const tryAgain = () => {
    container.current?.focus({ preventScroll: true })
    refetch()
  }
  return (
    <div ref={container} tabIndex={-1}>
      {failed && (
        <p role="alert">
          {detailOf(error)}{" "}
          {isRetryable(error) && (
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

/** Whether the same request can succeed later. A client error (RFC 9110, section 15.5) is final, except 408 and 429. */
function isRetryable(error: unknown): boolean {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined
  if (typeof status !== "number" || status < 400 || status >= 500) return true
  return status === 408 || status === 429
}

export function detailOf(error: unknown): string {
  const detail = typeof error === "object" && error !== null && "detail" in error ? error.detail : undefined
  return typeof detail === "string" ? detail : "Loading failed."
}
