import { copyWithStructuralSharing } from "@reduxjs/toolkit/query"
import { type DehydratedState, dehydrate } from "../../src/dehydrate"
import { hydrate } from "../../src/hydrate"
import { createServerStore } from "../../src/store"
import { api, baseQuery, options } from "./fixture"
import { createTestStore, dehydratedBook, key } from "./tab"

const { book, shelf } = api.endpoints
const tab = () => createTestStore(baseQuery)
const serverStore = () =>
  createServerStore(options, { headers: new Headers(), signal: new AbortController().signal }, () => [])

beforeEach(() => jest.useFakeTimers({ now: 1_000_000, doNotFake: ["nextTick", "queueMicrotask"] }))
afterEach(() => jest.useRealTimers())

test("dehydrate returns fulfilled queries with their tags, without what the browser can rebuild", async () => {
  const store = serverStore()
  await store.dispatch(book.initiate({ id: "a" }))
  await store.dispatch(book.initiate({ id: "none" }))
  const pending = store.dispatch(shelf.initiate({ slug: "top" }))
  expect(JSON.parse(JSON.stringify(dehydrate(api, store.getState(), () => {})))).toEqual(
    dehydratedBook(1_000_000).api,
  )
  await pending
  store.dispatch(api.util.resetApiState())
})

test("a hydrated query needs no request, and keeps its tags", async () => {
  const requests = jest.fn(baseQuery)
  const { store, hydrate, book: select } = createTestStore(requests)
  hydrate(dehydratedBook(999_000))
  expect(select()).toEqual(
    expect.objectContaining({ isSuccess: true, data: { id: "a", title: "Book a", next: "b" } }),
  )
  await store.dispatch(book.initiate({ id: "a" }))
  expect(requests).not.toHaveBeenCalled()
  store.dispatch(api.util.invalidateTags([{ type: "book", id: "a" }]))
  await Promise.all(store.dispatch(api.util.getRunningQueriesThunk()))
  expect(requests).toHaveBeenCalledTimes(1)
})

test("unchanged data keeps its identity, and gets the newer time", () => {
  const { hydrate, book: select } = tab()
  hydrate(dehydratedBook(1_000))
  const { data } = select()
  hydrate(dehydratedBook(2_000))
  expect(select().data).toBe(data)
  expect(select().fulfilledTimeStamp).toBe(2_000)
})

test("the unchanged part of changed data keeps its identity", () => {
  const { hydrate, store } = tab()
  const shelves = (books: object[], fulfilledTimeStamp: number): DehydratedState => ({
    api: { queries: { "books({})": { endpointName: "books", data: books, fulfilledTimeStamp } } },
  })
  const books = () => api.endpoints.books.select({})(store.getState() as never).data
  hydrate(shelves([{ id: "a" }, { id: "b" }], 1_000))
  const before = books()
  hydrate(shelves([{ id: "a" }, { id: "c" }], 2_000))
  expect(books()).toEqual([{ id: "a" }, { id: "c" }])
  expect(books()?.[0]).toBe(before?.[0])
  expect(copyWithStructuralSharing(before, books())).not.toBe(before)
})

test("hydrating does not drop the response of a running query", async () => {
  const { store, hydrate, book: select } = tab()
  const running = store.dispatch(book.initiate({ id: "a" }))
  hydrate(dehydratedBook(999_000, "hydrated"))
  expect(select().data?.title).toBe("hydrated")
  await running
  expect(select().data?.title).toBe("Book a")
})

test("Back shows nothing older than was shown, not even after the cache has removed it", async () => {
  const { store, hydrate, book: select } = tab()
  const page = dehydratedBook(500_000, "as the page came")
  hydrate(page)
  const mounted = store.dispatch(book.initiate({ id: "a" }))
  await mounted
  expect(select().data?.title).toBe("Book a")
  mounted.unsubscribe()
  jest.advanceTimersByTime(900_000)
  expect(select().isUninitialized).toBe(true)
  hydrate(page)
  expect(select().isUninitialized).toBe(true)
  hydrate(dehydratedBook(1_000_000, "as new"))
  expect(select().data?.title).toBe("as new")
})

test("Back shows a page's data again after the cache has removed them", () => {
  const { hydrate, book: select } = tab()
  hydrate(dehydratedBook(999_000))
  jest.advanceTimersByTime(899_000)
  expect(select().isSuccess).toBe(true)
  jest.advanceTimersByTime(1_000)
  expect(select().isUninitialized).toBe(true)
  hydrate(dehydratedBook(999_000))
  expect(select().isSuccess).toBe(true)
})

test("a page from before a mutation does not come back, and a later page does", () => {
  const { store, hydrate, book: select } = tab()
  const earlier = dehydratedBook(Date.now(), "earlier")
  hydrate(earlier)
  jest.advanceTimersByTime(60_000)
  store.dispatch(api.util.invalidateTags(["book"]))
  hydrate(earlier)
  expect(select().isUninitialized).toBe(true)
  hydrate(dehydratedBook(Date.now(), "later"))
  expect(select().data?.title).toBe("later")
})

test("an earlier page does not replace a later response of the API", async () => {
  const { store, hydrate, book: select } = tab()
  const earlier = dehydratedBook(Date.now(), "earlier")
  hydrate(earlier)
  expect(select().data?.title).toBe("earlier")
  jest.advanceTimersByTime(60_000)
  await store.dispatch(book.initiate({ id: "a" }, { forceRefetch: true }))
  hydrate(earlier)
  expect(select().data?.title).toBe("Book a")
})

test.each([
  [100_000, 0, "second"],
  [0, 100_000, "first"],
])("of two pages rendered %d and %d ms ago, the queries of the %s one stay", (first, second, stays) => {
  const { hydrate, book: select } = tab()
  hydrate(dehydratedBook(Date.now() - first, "first"))
  hydrate(dehydratedBook(Date.now() - second, "second"))
  expect(select().data?.title).toBe(stays)
})

test("a hydrated store has no timer after resetApiState", () => {
  const store = serverStore()
  hydrate([api], store, dehydratedBook(1_000))
  expect(jest.getTimerCount()).toBe(1)
  store.dispatch(api.util.resetApiState())
  expect(jest.getTimerCount()).toBe(0)
})

describe("onCacheEntryAdded", () => {
  const events: string[] = []
  const { live } = api.injectEndpoints({
    endpoints: (build) => ({
      live: build.query<{ rows: number[] }, string>({
        query: (id) => ({ read: "book", args: { id } }),
        keepUnusedDataFor: 1,
        providesTags: [{ type: "book", id: "live" }],
        async onCacheEntryAdded(id, { cacheDataLoaded, updateCachedData, cacheEntryRemoved }) {
          events.push(`added ${id}`)
          events.push(`loaded ${JSON.stringify((await cacheDataLoaded).data)}`)
          updateCachedData(({ rows }) => void rows.push(2))
          await cacheEntryRemoved
          events.push("removed")
        },
      }),
    }),
  }).endpoints
  const page = (): DehydratedState => ({
    api: {
      queries: {
        'live("a")': {
          endpointName: "live",
          originalArgs: "a",
          data: { rows: [1] },
          fulfilledTimeStamp: 1_000,
          tags: [{ type: "book", id: "live" }],
        },
      },
    },
  })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  beforeEach(() => {
    jest.useFakeTimers({ now: 1_000, doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] })
    events.length = 0
  })

  test("starts once for a hydrated query, with its first subscription, and ends with its entry", async () => {
    const { store, hydrate } = tab()
    const entry = () => live.select("a")(store.getState() as never)
    hydrate(page())
    await settle()
    expect(entry().data).toEqual({ rows: [1] })
    expect(events).toEqual([])
    const subscriptions = [store.dispatch(live.initiate("a")), store.dispatch(live.initiate("a"))]
    hydrate(page())
    await settle()
    expect(entry().data).toEqual({ rows: [1, 2] })
    expect(entry().fulfilledTimeStamp).toBe(1_000)
    expect(events).toEqual(["added a", 'loaded {"rows":[1]}'])
    for (const { unsubscribe } of subscriptions) unsubscribe()
    jest.advanceTimersByTime(1_000)
    await settle()
    expect(events.at(-1)).toBe("removed")
  })

  test("keeps the tags of the query", async () => {
    const { store, hydrate } = tab()
    hydrate(page())
    store.dispatch(live.initiate("a"))
    const tagged = api.util.selectInvalidatedBy(store.getState() as never, [{ type: "book", id: "live" }])
    expect(tagged).toEqual([{ endpointName: "live", originalArgs: "a", queryCacheKey: 'live("a")' }])
  })

  test("does not start while the server renders a hydrated query", () => {
    hydrate([api], serverStore(), page())
    expect(events).toEqual([])
  })
})

test("an invalidation removes a query of the shown page that no component uses, so that it is requested again", () => {
  const { store, hydrate: show, keep, book: select } = tab()
  show(dehydratedBook(1_000))
  keep([key])
  store.dispatch(api.util.invalidateTags(["book"]))
  expect(select().status).toBe("uninitialized")
})
