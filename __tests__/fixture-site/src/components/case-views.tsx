import { skipToken } from "gatsby-plugin-rtk-query"
import React, { lazy, Suspense, useState } from "react"
import { useDispatch } from "react-redux"
import { casesApi } from "../case-queries"
import { api } from "../queries"

/** The components that `/cases/[kind]` shows, by `kind`. */
export const caseViews: Record<string, () => React.ReactNode> = {
  feed: Feed,
  "feed-too": Feed,
  list: List,
  "list-too": List,
  live: () => <p id="shown">{casesApi.useLiveQuery().data?.text ?? "Loading"}</p>,
  me: Me,
  "me-collected": Me,
  "me-shared": Me,
  dated: Dated,
  "dated-collected": Dated,
  short: () => <p id="shown">{casesApi.useShortQuery().data?.text ?? "Loading"}</p>,
  votes: Votes,
  redirect: () => {
    throw { uri: "/blog/plain" }
  },
  suspended: () => <Never />,
  hooks: Hooks,
  home: Reset,
}

const Never = lazy(() => new Promise<never>(() => {}))

const Rows = ({ rows }: { rows: readonly string[] }) => (
  <ol>
    {rows.map((row) => (
      <li key={row}>{row}</li>
    ))}
  </ol>
)

function Feed() {
  const { data, fetchNextPage } = casesApi.useFeedInfiniteQuery("x")
  return (
    <>
      <Rows rows={data?.pages.flat() ?? []} />
      <button type="button" onClick={() => fetchNextPage()}>
        More
      </button>
    </>
  )
}

function List() {
  const [page, setPage] = useState(0)
  const { data = [] } = casesApi.useListQuery(page)
  return (
    <>
      <Rows rows={data} />
      <button type="button" onClick={() => setPage(page + 1)}>
        More
      </button>
    </>
  )
}

function Me() {
  const { data } = casesApi.useMeQuery()
  return (
    <>
      <p id="shown">{data?.name ?? "Loading"}</p>
      <Reset />
    </>
  )
}

function Reset() {
  const dispatch = useDispatch()
  return (
    <button type="button" onClick={() => dispatch(casesApi.util.resetApiState())}>
      Reset
    </button>
  )
}

function Dated() {
  const { data } = casesApi.useDatedQuery("x")
  return <p id="shown">{data ? data.when.getUTCFullYear() : "Loading"}</p>
}

function Votes() {
  const { data } = casesApi.useVotesQuery()
  const [vote] = casesApi.useVoteMutation()
  return (
    <>
      <p id="shown">{data?.count}</p>
      <button type="button" onClick={() => vote()}>
        Vote
      </button>
    </>
  )
}

/** The title of a book that a Suspense boundary shows after its module is loaded. */
const LazyTitle = lazy(async () => ({
  default: () => <p id="lazy">{api.useBookQuery("lazy").data?.title}</p>,
}))

/** Two APIs, a conditional query, a skipped query, a lazy query and a query within Suspense. */
function Hooks() {
  const votes = casesApi.useVotesQuery()
  const book = api.useBookQuery(votes.data ? `b${votes.data.count}` : skipToken)
  const skipped = api.useShelfQuery("skipped", { skip: true })
  const [load, loaded] = api.useLazyBookQuery()
  return (
    <>
      <p id="shown">{book.data?.title ?? "Loading"}</p>
      <p id="skipped">{skipped.isUninitialized ? "skipped" : "started"}</p>
      <p id="loaded">{loaded.data?.title}</p>
      <Suspense fallback="Wait">
        <LazyTitle />
      </Suspense>
      <button type="button" onClick={() => load("later")}>
        Load
      </button>
    </>
  )
}
