import type { DehydratedQuery, DehydratedState } from "../../src/dehydrate"
import { api } from "./fixture"
import { createTestStore } from "./tab"

/** A response with this number of rows, and the time of its `Date`. */
type Reply = { rows: number; date?: number }

const start = 1_000_000_000
let replies: Reply[]

const lists = api.injectEndpoints({
  endpoints: (build) => ({
    feed: build.infiniteQuery<string, string, number>({
      infiniteQueryOptions: { initialPageParam: 0, getNextPageParam: (_last, _all, page) => page + 1 },
      query: ({ pageParam }) => ({ read: "books", args: { page: String(pageParam) } }),
    }),
    merged: build.query<string[], number>({
      query: (page) => ({ read: "books", args: { page: String(page) } }),
      transformResponse: (row: string) => [row],
      serializeQueryArgs: ({ endpointName }) => endpointName,
      merge: (rows, added) => {
        rows.push(...added)
      },
      forceRefetch: ({ currentArg, previousArg }) => currentArg !== previousArg,
    }),
    latest: build.query<string, number>({
      query: (page) => ({ read: "books", args: { page: String(page) } }),
      serializeQueryArgs: ({ endpointName }) => endpointName,
      forceRefetch: ({ currentArg, previousArg }) => currentArg !== previousArg,
    }),
    any: build.query<string, unknown>({
      query: () => ({ read: "books", args: { page: "any" } }),
      serializeQueryArgs: ({ endpointName }) => endpointName,
    }),
    cursors: build.infiniteQuery<string, void, number | bigint>({
      infiniteQueryOptions: { initialPageParam: 0, getNextPageParam: () => 2n ** 64n },
      query: ({ pageParam }) => ({ read: "books", args: { page: String(pageParam) } }),
    }),
    votes: build.query<{ count: number }, void>({
      query: () => ({ read: "books", args: {} }),
      providesTags: ["book"],
    }),
    vote: build.mutation<null, number>({
      query: (by) => ({ read: "rename", args: { id: String(by) } }),
      async onQueryStarted(by, { dispatch, queryFulfilled }) {
        const patch = dispatch(
          lists.util.updateQueryData("votes", undefined, (votes) => {
            votes.count += by
          }),
        )
        await queryFulfilled.catch(patch.undo)
      },
    }),
  }),
})
const { feed, merged, latest, any, cursors, votes, vote } = lists.endpoints

let finishVote: (result: { data: null } | { error: unknown }) => void

function open() {
  replies = []
  const tab = createTestStore(async ({ read, args }) => {
    if (read === "rename") return new Promise((resolve) => (finishVote = resolve as typeof finishVote))
    const { date } = replies.shift() ?? { rows: 1 }
    const headers = date ? { date: new Date(date).toUTCString() } : undefined
    return { data: `row ${args.page}`, meta: { response: new Response(null, { headers }) } }
  })
  const carry = (key: string, query: Omit<DehydratedQuery, "fulfilledTimeStamp">, time: number) =>
    ({ api: { queries: { [key]: { ...query, fulfilledTimeStamp: time } } } }) satisfies DehydratedState
  return {
    ...tab,
    dispatch: tab.store.dispatch as (action: unknown) => unknown,
    carriedFeed: (pages: number, time: number, suffix = "") =>
      carry(
        'feed("x")',
        {
          endpointName: "feed",
          originalArgs: "x",
          data: {
            pages: Array.from({ length: pages }, (_, page) => `row ${page}${suffix}`),
            pageParams: Array.from({ length: pages }, (_, page) => page),
          },
        },
        time,
      ),
    carriedVotes: (count: number, time: number) =>
      carry("votes(undefined)", { endpointName: "votes", data: { count } }, time),
    carriedList: (endpointName: "merged" | "latest", page: number, data: unknown, time: number) =>
      carry(endpointName, { endpointName, originalArgs: page, data }, time),
    carriedAny: (originalArgs: unknown, data: unknown, time: number) =>
      carry("any", { endpointName: "any", originalArgs, data }, time),
    carriedCursors: (time: number) =>
      carry(
        "cursors(undefined)",
        { endpointName: "cursors", data: { pages: ["row 0"], pageParams: [0] } },
        time,
      ),
    feedPages: () => feed.select("x")(tab.store.getState() as never).data?.pages,
    list: (endpoint: typeof merged | typeof latest | typeof any) =>
      endpoint.select(0)(tab.store.getState() as never).data as unknown,
    count: () => votes.select()(tab.store.getState() as never).data?.count,
  }
}

test("a long infinite list stays, also if no component subscribes to it", async () => {
  const { store, hydrate, carriedFeed, feedPages } = open()
  hydrate(carriedFeed(1, start))
  const more = () => store.dispatch(feed.initiate("x", { direction: "forward" }))
  await more()
  await more()
  hydrate(carriedFeed(1, start + 60_000))
  expect(feedPages()).toEqual(["row 0", "row 1", "row 2"])
})

test("an infinite list is replaced by a newer one with the same pages or more, and not with fewer", () => {
  const { hydrate, carriedFeed, feedPages } = open()
  hydrate(carriedFeed(2, start))
  hydrate(carriedFeed(1, start + 1, " later"))
  expect(feedPages()).toEqual(["row 0", "row 1"])
  hydrate(carriedFeed(2, start + 2, " later"))
  expect(feedPages()).toEqual(["row 0 later", "row 1 later"])
  hydrate(carriedFeed(3, start + 3))
  expect(feedPages()).toHaveLength(3)
})

test("a later page of a list is added however old its response is", async () => {
  const { store, hydrate, carriedFeed, feedPages, carriedList, list } = open()
  hydrate(carriedFeed(1, start))
  hydrate(carriedList("merged", 0, ["row 0"], start))
  replies = [
    { rows: 1, date: start - 300_000 },
    { rows: 1, date: start - 300_000 },
  ]
  await store.dispatch(feed.initiate("x", { direction: "forward" }))
  await store.dispatch(merged.initiate(1))
  expect(feedPages()).toEqual(["row 0", "row 1"])
  expect(list(merged)).toEqual(["row 0", "row 1"])
})

test("a newer page replaces an infinite list that the tab has requested again, and an older response of all pages is shown", async () => {
  const { store, hydrate, carriedFeed, feedPages } = open()
  hydrate(carriedFeed(1, start, " carried"))
  replies = [{ rows: 1, date: start - 300_000 }]
  await store.dispatch(feed.initiate("x", { forceRefetch: true }))
  expect(feedPages()).toEqual(["row 0"])
  hydrate(carriedFeed(1, start + 60_000, " later"))
  expect(feedPages()).toEqual(["row 0 later"])
})

test("a merged list stays, and a list that was not merged is replaced by a newer one", async () => {
  const { store, hydrate, carriedList, list } = open()
  hydrate(carriedList("merged", 0, ["row 0"], start))
  hydrate(carriedList("merged", 0, ["row 0, newer"], start + 1))
  expect(list(merged)).toEqual(["row 0, newer"])
  await store.dispatch(merged.initiate(1))
  hydrate(carriedList("merged", 0, ["row 0"], start + 60_000))
  expect(list(merged)).toEqual(["row 0, newer", "row 1"])
})

test("an entry of another argument stays, if both arguments have the same key", async () => {
  const { store, hydrate, carriedList, list } = open()
  await store.dispatch(latest.initiate(2))
  hydrate(carriedList("latest", 0, "row 0", start + 60_000))
  expect(list(latest)).toBe("row 2")
  hydrate(carriedList("latest", 2, "row 2, newer", start + 60_000))
  expect(list(latest)).toBe("row 2, newer")
})

/** Redux Toolkit warns about a BigInt in a store, in development only. */
const ignoreWarnings = () => jest.spyOn(console, "error").mockImplementation()
afterEach(() => jest.restoreAllMocks())

test.each([
  ["null", null, null],
  ["undefined", undefined, undefined],
  ["an object with an undefined property", { a: 1, b: undefined }, { a: 1 }],
  ["an object with another order of properties", { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
  ["-0", -0, 0],
])("an entry of the same argument is replaced: %s", async (_, requested, carried) => {
  const { store, hydrate, carriedAny, list } = open()
  await store.dispatch(any.initiate(requested))
  hydrate(carriedAny(carried, "carried", start))
  expect(list(any)).toBe("carried")
})

test.each([
  ["a BigInt", 2n ** 70n, null],
  ["null", null, undefined],
  ["an array with a hole", [1, undefined, 2], [1, 2]],
])("an entry of another argument with the same key stays: %s", async (_, requested, carried) => {
  ignoreWarnings()
  const { store, hydrate, carriedAny, list } = open()
  await store.dispatch(any.initiate(requested))
  const before = list(any)
  hydrate(carriedAny(carried, "carried", start))
  expect(list(any)).toBe(before)
})

test("an infinite list whose later pages have BigInt cursors stays", async () => {
  ignoreWarnings()
  const { store, hydrate, carriedCursors } = open()
  hydrate(carriedCursors(start))
  await store.dispatch(cursors.initiate(undefined, { direction: "forward" }))
  await store.dispatch(cursors.initiate(undefined, { forceRefetch: true }))
  hydrate(carriedCursors(start + 60_000))
  const { data } = cursors.select()(store.getState() as never)
  expect(data?.pages).toEqual(["row 0", "row 18446744073709551616"])
})

describe("an entry that the tab has changed", () => {
  const increase = (by: number) =>
    lists.util.updateQueryData("votes", undefined, (data) => {
      data.count += by
    })

  test("stays until a response replaces it", async () => {
    const { store, dispatch, hydrate, carriedVotes, count } = open()
    hydrate(carriedVotes(1, start))
    dispatch(increase(10))
    hydrate(carriedVotes(2, start + 60_000))
    expect(count()).toBe(11)
    await store.dispatch(votes.initiate(undefined, { forceRefetch: true }))
    hydrate(carriedVotes(3, start + 120_000))
    expect(count()).toBe(3)
  })

  test("stays if upsertQueryData or upsertQueryEntries created it", async () => {
    const { dispatch, hydrate, carriedVotes, count } = open()
    await dispatch(lists.util.upsertQueryData("votes", undefined, { count: 7 }))
    hydrate(carriedVotes(2, start))
    expect(count()).toBe(7)
    dispatch(lists.util.upsertQueryEntries([{ endpointName: "votes", arg: undefined, value: { count: 8 } }]))
    hydrate(carriedVotes(2, start))
    expect(count()).toBe(8)
  })

  test("does not return to the page's older data after the cache has removed it", () => {
    jest.useFakeTimers()
    const { dispatch, hydrate, carriedVotes, count } = open()
    const page = carriedVotes(1, start)
    hydrate(page)
    dispatch(increase(10))
    jest.advanceTimersByTime(900_000)
    expect(count()).toBeUndefined()
    hydrate(page)
    expect(count()).toBeUndefined()
    hydrate(carriedVotes(2, start + 1))
    expect(count()).toBe(2)
    jest.useRealTimers()
  })
})

test("an optimistic update stays while its mutation runs", () => {
  const { store, hydrate, carriedVotes, count } = open()
  hydrate(carriedVotes(1, start))
  store.dispatch(vote.initiate(10))
  expect(count()).toBe(11)
  hydrate(carriedVotes(2, start + 60_000))
  expect(count()).toBe(11)
  finishVote({ data: null })
})

test("no entry is replaced while a mutation runs, because the mutation may change it", async () => {
  const { store, hydrate, carriedFeed, feedPages } = open()
  hydrate(carriedFeed(1, start))
  const running = store.dispatch(vote.initiate(10))
  hydrate(carriedFeed(1, start + 60_000, " later"))
  expect(feedPages()).toEqual(["row 0"])
  finishVote({ data: null })
  await running
})

test("after a failed optimistic update, newer pages replace the entry and older pages do not", async () => {
  const { store, hydrate, prefetch, carriedVotes, count } = open()
  const earlier = carriedVotes(0, start - 1)
  hydrate(carriedVotes(1, start))
  prefetch(earlier)
  const running = store.dispatch(vote.initiate(10))
  finishVote({ error: { status: 500 } })
  await running
  expect(count()).toBe(1)
  hydrate(earlier)
  hydrate(carriedVotes(0, start - 1))
  expect(count()).toBe(1)
  hydrate(carriedVotes(2, start + 1))
  expect(count()).toBe(2)
})
