import type { BaseQueryFn } from "../../src"
import { createPrefetcher } from "../../src/server"
import { api, never, withBaseQuery } from "./fixture"
import { createTestStore, dehydratedBook, key } from "./tab"

const { book } = api.endpoints
const start = 1_000_000_000

beforeEach(() => jest.useFakeTimers({ now: start, doNotFake: ["nextTick", "queueMicrotask"] }))
afterEach(() => jest.useRealTimers())

/** Returns the `meta` of `fetchBaseQuery` for a response of this time. Without a time, the response has no `Date`. */
const metaOf = (time?: number) => ({
  response: new Response(null, { headers: time ? { date: new Date(time).toUTCString() } : {} }),
})
const makeBook = (title: string) => ({ id: "a", title, next: "b" })

type Reply = { title: string; date?: number }

/** Creates a tab. Its server responds to each `refetch` with the given reply. */
function tab() {
  const replies: Reply[] = []
  const {
    store,
    hydrate: show,
    prefetch,
  } = createTestStore(async ({ read, args }) => {
    if (read === "rename" && args.id === "saved") return { data: null, meta: metaOf(start) }
    if (read === "rename") return { error: { status: 412 } }
    const { title, date } = replies.shift() ?? { title: "none" }
    return { data: makeBook(title), meta: metaOf(date) }
  })
  const shown = () => {
    const { data, fulfilledTimeStamp, status } = book.select({ id: "a" })(store.getState() as never)
    return { title: data?.title, at: fulfilledTimeStamp, status }
  }
  return {
    store,
    shown,
    show,
    prefetch,
    hydrate: (time: number, title: string) => show(dehydratedBook(time, title)),
    /** Subscribes to the book, so that an invalidation requests the book again. The server sends this reply. */
    use(reply: Reply) {
      store.dispatch(book.initiate({ id: "a" }))
      replies.push(reply)
    },
    /** Requests the book again, and returns the data that the tab shows afterwards. */
    async refetch(reply: Reply) {
      replies.push(reply)
      const running = store.dispatch(book.initiate({ id: "a" }, { forceRefetch: true }))
      await running
      running.unsubscribe()
      return shown()
    },
  }
}

test("a cached response that is older than the page does not replace the page's data", async () => {
  const { hydrate, refetch, shown } = tab()
  hydrate(start, "page")
  const before = shown()
  jest.advanceTimersByTime(90_000)
  expect(await refetch({ title: "older", date: start - 10_000 })).toEqual(before)
  expect(await refetch({ title: "newer", date: start + 10_000 })).toMatchObject({ title: "newer" })
  expect(await refetch({ title: "older", date: start + 5_000 })).toMatchObject({ title: "newer" })
})

test("an older page does not replace a later response, not even after the cache has removed it", async () => {
  const { hydrate, refetch, shown } = tab()
  hydrate(start, "page")
  jest.advanceTimersByTime(60_000)
  await refetch({ title: "response", date: start + 50_000 })
  hydrate(start + 40_000, "between")
  expect(shown().title).toBe("response")
  jest.advanceTimersByTime(900_000)
  expect(shown().title).toBeUndefined()
  hydrate(start + 40_000, "between")
  expect(shown().title).toBeUndefined()
  hydrate(start + 60_000, "later")
  expect(shown().title).toBe("later")
})

test("a cached response that is older than the page does not replace the page's data after invalidateTags", async () => {
  const { store, hydrate, use, refetch, shown } = tab()
  hydrate(start, "page")
  const before = shown()
  use({ title: "cached", date: start - 60_000 })
  store.dispatch(api.util.invalidateTags(["book"]))
  await Promise.all(store.dispatch(api.util.getRunningQueriesThunk()))
  expect(shown()).toEqual(before)
  expect(await refetch({ title: "newer", date: start + 1_000 })).toMatchObject({ title: "newer" })
})

test("a mutation without a response does not let an older response replace the page's data", async () => {
  const { store, hydrate, use, refetch } = tab()
  hydrate(start, "page")
  use({ title: "cached", date: start - 60_000 })
  await store.dispatch(api.endpoints.rename.initiate("a"))
  expect((await refetch({ title: "cached", date: start - 60_000 })).title).toBe("page")
})

test("after a mutation, a response that is newer than the mutation replaces a page of a server whose clock is ahead", async () => {
  const { store, hydrate, refetch } = tab()
  hydrate(start + 60_000, "page")
  await store.dispatch(api.endpoints.rename.initiate("saved"))
  expect((await refetch({ title: "cached", date: start - 1_000 })).title).toBe("page")
  expect((await refetch({ title: "saved", date: start + 1_000 })).title).toBe("saved")
})

test("after resetApiState the next response is shown, however old it is", async () => {
  const { store, hydrate, refetch } = tab()
  hydrate(start, "page")
  store.dispatch(api.util.resetApiState())
  expect((await refetch({ title: "cached", date: start - 60_000 })).title).toBe("cached")
})

test("a mutation outdates pages that are older than its response", async () => {
  const { store, hydrate, shown } = tab()
  await store.dispatch(api.endpoints.rename.initiate("saved"))
  hydrate(start - 1, "before the response")
  expect(shown().title).toBeUndefined()
  hydrate(start + 1, "in the same second, after it")
  expect(shown().title).toBe("in the same second, after it")
})

test.each([
  ["a mutation without a response", ({ store }) => store.dispatch(api.endpoints.rename.initiate("a"))],
  ["invalidateTags", ({ store }) => store.dispatch(api.util.invalidateTags(["book"]))],
  ["resetApiState", ({ store }) => store.dispatch(api.util.resetApiState())],
] as [string, (opened: ReturnType<typeof tab>) => unknown][])(
  "%s outdates every page that was requested before it, whatever its time",
  async (_, event) => {
    const opened = tab()
    const { show, prefetch, shown } = opened
    const page = dehydratedBook(start, "page")
    const prefetched = dehydratedBook(start + 3_600_000, "prefetched")
    show(page)
    prefetch(prefetched)
    await event(opened)
    for (const state of [page, prefetched]) {
      show(state)
      expect(shown().title).toBeUndefined()
    }
    show(dehydratedBook(start + 1, "later"))
    expect(shown().title).toBe("later")
  },
)

test("a prefetched page from the second of a mutation is outdated, and a page after the mutation is not", async () => {
  const { store, show, prefetch, shown } = tab()
  const prefetched = dehydratedBook(start + 500, "prefetched")
  prefetch(prefetched)
  await store.dispatch(api.endpoints.rename.initiate("saved"))
  show(prefetched)
  expect(shown().title).toBeUndefined()
  show(dehydratedBook(start + 400, "after it"))
  expect(shown().title).toBe("after it")
})

test("the age of a response counts from its Date", async () => {
  const { store, hydrate, refetch } = tab()
  hydrate(start - 600_000, "page")
  expect(await refetch({ title: "kept", date: start - 200_000 })).toEqual({
    title: "kept",
    at: start - 200_000 + 999,
    status: "fulfilled",
  })
  jest.advanceTimersByTime(101_000)
  await store.dispatch(book.initiate({ id: "a" }, { forceRefetch: 300 }))
  expect(book.select({ id: "a" })(store.getState() as never).data?.title).toBe("none")
})

test("a response without a Date counts from its arrival", async () => {
  const { hydrate, refetch } = tab()
  hydrate(start + 50_000, "page")
  expect(await refetch({ title: "response" })).toEqual({ title: "response", at: start, status: "fulfilled" })
})

describe("a response that is one part of its entry", () => {
  const lists = api.injectEndpoints({
    endpoints: (build) => ({
      pages: build.infiniteQuery<string, void, number>({
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
        forceRefetch: () => true,
      }),
    }),
  })
  /** Each page has a `Date` that is 10 s earlier than the `Date` of the page before. */
  const cached: BaseQueryFn = ({ args }) => ({
    data: `row ${args.page}`,
    meta: metaOf(start - 10_000 * Number(args.page)),
  })

  test("is added to an infinite query, however old it is", async () => {
    const { store } = createTestStore(cached)
    const { pages } = lists.endpoints
    await store.dispatch(pages.initiate())
    await store.dispatch(pages.initiate(undefined, { direction: "forward" }))
    expect(pages.select()(store.getState() as never).data?.pages).toEqual(["row 0", "row 1"])
  })

  test("is merged, however old it is", async () => {
    const { store } = createTestStore(cached)
    const { merged } = lists.endpoints
    await store.dispatch(merged.initiate(0))
    await store.dispatch(merged.initiate(1))
    expect(merged.select(1)(store.getState() as never).data).toEqual(["row 0", "row 1"])
  })
})

test("a prefetched query has the Date of the server that sent it, so that clocks are not compared", async () => {
  const date = start - 60_000
  const baseQuery: BaseQueryFn = () => ({ data: makeBook("old clock"), meta: metaOf(date) })
  const { context, props, dispose } = createPrefetcher(withBaseQuery(baseQuery))()
  await context.prefetch(book.initiate({ id: "a" }))
  const { dehydratedState } = props()
  dispose()
  expect(dehydratedState.api?.queries[key]?.fulfilledTimeStamp).toBe(date + 999)
  const { store, hydrate, book: select } = createTestStore(never)
  hydrate(dehydratedState)
  expect(select().data?.title).toBe("old clock")
  store.dispatch(api.util.resetApiState())
})
