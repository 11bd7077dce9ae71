import React, { useState } from "react"
import { walkApi } from "./walk-queries"
import type { ListPage, Resource } from "./walk-resources"

/** Shows the data of a query as JSON, which the test parses. */
function Shown({ name, data, isError }: { name: Resource; data: unknown; isError: boolean }) {
  return <pre data-query={name}>{data ? JSON.stringify(data) : isError ? "Failed" : "Loading"}</pre>
}

export const Plain = () => <Shown name="plain" {...pick(walkApi.usePlainQuery())} />
export const Collected = () => <Shown name="collected" {...pick(walkApi.useCollectedQuery())} />
export const Unkept = () => <Shown name="unkept" {...pick(walkApi.useUnkeptQuery())} />
export const MeView = () => <Shown name="me" {...pick(walkApi.useMeQuery())} />
export const Cached = () => <Shown name="cached" {...pick(walkApi.useCachedQuery())} />
export const CounterView = () => <Shown name="counter" {...pick(walkApi.useCounterQuery())} />
export const Live = () => <Shown name="live" {...pick(walkApi.useLiveQuery())} />

const pick = ({ data, isError }: { data?: unknown; isError: boolean }) => ({ data, isError })

export const Feed = () => <InfiniteList name="feed" list={walkApi.useFeedInfiniteQuery()} />
export const Archive = () => <InfiniteList name="archive" list={walkApi.useArchiveInfiniteQuery()} />

type InfiniteQuery = {
  data?: { pages: ListPage[] }
  isError: boolean
  hasNextPage: boolean
  fetchNextPage(): unknown
}

function InfiniteList({ name, list }: { name: "feed" | "archive"; list: InfiniteQuery }) {
  const { data, isError, hasNextPage, fetchNextPage } = list
  const shown = data && { rows: data.pages.flatMap(({ rows }) => rows) }
  return (
    <>
      <Shown name={name} data={shown} isError={isError} />
      <More name={name} isLast={!hasNextPage} onMore={fetchNextPage} />
    </>
  )
}

/**
 * Shows a list that merges the pages of a query. Other pages of the site may have loaded more rows, so “More” loads the
 * page that follows the rows in the cache.
 */
export function Merged() {
  const [page, setPage] = useState(0)
  const { data, isError } = walkApi.useMergedQuery(page)
  // After a reset, the list begins with its first page again.
  if (data === undefined && page !== 0) setPage(0)
  const more = () => setPage(data?.next ?? page)
  return (
    <>
      <Shown name="merged" data={data && { rows: data.rows }} isError={isError} />
      <More name="merged" isLast={data?.next === null} onMore={more} />
    </>
  )
}

function More({ name, isLast, onMore }: { name: Resource; isLast: boolean; onMore(): unknown }) {
  return (
    <button type="button" data-more={name} disabled={isLast} onClick={() => onMore()}>
      More
    </button>
  )
}
