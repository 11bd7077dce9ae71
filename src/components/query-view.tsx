import React, { type ReactNode } from "react"

/** What a hook of RTK Query says about a query. */
interface QueryResult<Data> {
  data?: Data
  error?: unknown
  isFetching: boolean
  refetch(): unknown
}

/** A query's place on a page: its data, or that it is on its way, or what went wrong and a way to try again. */
export function QueryView<Data>({
  result,
  children,
}: {
  result: QueryResult<Data>
  children(data: Data): ReactNode
}) {
  const { data, error, isFetching, refetch } = result
  if (data !== undefined) return children(data)
  if (error === undefined || isFetching) return <p role="status">Loading…</p>
  return (
    <p role="alert">
      {detailOf(error)}{" "}
      <button type="button" onClick={() => refetch()}>
        Try again
      </button>
    </p>
  )
}

function detailOf(error: unknown): string {
  const detail = typeof error === "object" && error !== null && "detail" in error ? error.detail : undefined
  return typeof detail === "string" ? detail : "This could not be loaded."
}
