import { copyWithStructuralSharing } from "@reduxjs/toolkit/query"
import { tagOf } from "../../../src/query/resource-api"
import { type DehydratedState, dehydrate } from "../../../src/query/ssr/dehydrate"
import { type HydrateOptions, hydrate } from "../../../src/query/ssr/hydrate"
import { createNewest } from "../../../src/query/ssr/newest"
import { createServerStore, createTabStore } from "../../../src/query/ssr/store"
import { api, ask, visitorClocks } from "./fixture"

const key = 'book({"id":"a"})'
const { book, shelf } = api.endpoints

/** A store as a tab has it, with how often its state changed. */
function tab({ answer = ask, ...options }: HydrateOptions & { answer?: typeof ask } = {}) {
  const newest = createNewest(api)
  const store = createTabStore({ api, ask: answer, middleware: [newest.middleware] })
  let changes = 0
  store.subscribe(() => changes++)
  return {
    store,
    take: (state: DehydratedState | undefined) => hydrate(api, store, state, { ...newest, ...options }),
    book: (id = "a") => book.select({ id })(store.getState() as never),
    changes: () => changes,
  }
}

/** What a page carries: the book "a", with this title, answered at this time. */
function carried(fulfilledTimeStamp: number, title = "Book a"): DehydratedState {
  const query = { endpointName: "book", originalArgs: { id: "a" }, data: { id: "a", title, next: "b" } }
  return { queries: { [key]: { ...query, fulfilledTimeStamp, tags: [tagOf("book", "a")] } } }
}

beforeEach(() => jest.useFakeTimers({ now: 1_000_000, doNotFake: ["nextTick", "queueMicrotask"] }))
afterEach(() => jest.useRealTimers())

test("dehydrate carries fulfilled queries and their tags, and nothing that can be rebuilt", async () => {
  const store = createServerStore({ api, ask })
  await store.dispatch(book.initiate({ id: "a" }))
  await store.dispatch(book.initiate({ id: "none" }))
  const pending = store.dispatch(shelf.initiate({ slug: "top" }))
  expect(JSON.parse(JSON.stringify(dehydrate(api, store.getState())))).toEqual(carried(1_000_000))
  await pending
  store.dispatch(api.util.resetApiState())
})

test("a hydrated query answers a component without asking, and keeps its tags", async () => {
  const answer = jest.fn(ask)
  const { store, take, book: select } = tab({ answer })
  take(carried(999_000))
  expect(select()).toEqual(
    expect.objectContaining({ isSuccess: true, data: { id: "a", title: "Book a", next: "b" } }),
  )
  await store.dispatch(book.initiate({ id: "a" }))
  expect(answer).not.toHaveBeenCalled()
  store.dispatch(api.util.invalidateTags([tagOf("book", "a")]))
  await Promise.all(store.dispatch(api.util.getRunningQueriesThunk()))
  expect(answer).toHaveBeenCalledTimes(1)
})

test("data that did not change keeps its identity, and gets the newer time", () => {
  const { take, book: select } = tab()
  take(carried(1_000))
  const { data } = select()
  take(carried(2_000))
  expect(select().data).toBe(data)
  expect(select().fulfilledTimeStamp).toBe(2_000)
})

test("of data that changed in part, the rest keeps its identity", () => {
  const { take, store } = tab()
  const shelves = (books: object[], fulfilledTimeStamp: number): DehydratedState => ({
    queries: {
      "books({})": { endpointName: "books", data: { shelf: "all", items: books }, fulfilledTimeStamp },
    },
  })
  const books = () => api.endpoints.books.select()(store.getState() as never).data?.items
  take(shelves([{ id: "a" }, { id: "b" }], 1_000))
  const before = books()
  take(shelves([{ id: "a" }, { id: "c" }], 2_000))
  expect(books()).toEqual([{ id: "a" }, { id: "c" }])
  expect(books()?.[0]).toBe(before?.[0])
  expect(copyWithStructuralSharing(before, books())).not.toBe(before)
})

test("a query that is on its way is not dropped for what a page carries", async () => {
  const { store, take, book: select } = tab()
  const running = store.dispatch(book.initiate({ id: "a" }))
  take(carried(999_000, "carried"))
  expect(select().data?.title).toBe("carried")
  await running
  expect(select().data?.title).toBe("Book a")
})

test("Back shows nothing older than was shown, after the cache has let that go too", async () => {
  const { store, take, book: select } = tab()
  take(carried(500_000, "as the page came"))
  const mounted = store.dispatch(book.initiate({ id: "a" }))
  await mounted
  expect(select().data?.title).toBe("Book a")
  mounted.unsubscribe()
  jest.advanceTimersByTime(900_000)
  expect(select().isUninitialized).toBe(true)
  take(carried(500_000, "as the page came"))
  expect(select().isUninitialized).toBe(true)
  take(carried(1_000_000, "as new"))
  expect(select().data?.title).toBe("as new")
})

test("Back after the cache let a page's data go shows that data again, where nothing newer was shown", () => {
  const { take, book: select } = tab()
  take(carried(999_000))
  jest.advanceTimersByTime(899_000)
  expect(select().isSuccess).toBe(true)
  jest.advanceTimersByTime(1_000)
  expect(select().isUninitialized).toBe(true)
  take(carried(999_000))
  expect(select().isSuccess).toBe(true)
})

describe.each(visitorClocks)("with a visitor's clock that is %s", (_, differs) => {
  /** Now, by the server's clock. */
  const atServer = () => Date.now() - differs

  test("what a mutation outdated does not come back with an earlier page, and a later page counts", () => {
    const { store, take, book: select } = tab()
    const earlier = carried(atServer(), "earlier")
    take(earlier)
    jest.advanceTimersByTime(60_000)
    const cached = carried(atServer() - 1_000, "cached")
    store.dispatch(api.util.invalidateTags(["book"]))
    jest.advanceTimersByTime(30_000)
    for (const outdated of [earlier, cached]) take(outdated)
    expect(select().isUninitialized).toBe(true)
    // Where it is ahead, pages have to be younger by as much.
    jest.advanceTimersByTime(Math.max(differs, 0))
    take(carried(atServer(), "later"))
    expect(select().data?.title).toBe("later")
  })

  test("what the browser has asked is not replaced by a page that was there before", async () => {
    const { store, take, book: select } = tab()
    const earlier = carried(atServer(), "earlier")
    take(earlier)
    expect(select().data?.title).toBe("earlier")
    jest.advanceTimersByTime(60_000)
    await store.dispatch(book.initiate({ id: "a" }, { forceRefetch: true }))
    expect(select().data?.title).toBe("Book a")
    jest.advanceTimersByTime(30_000)
    take(earlier)
    expect(select().data?.title).toBe("Book a")
  })

  test("the newer of what two pages carry stays, in whatever order and however old they come", () => {
    for (const [first, second, stays] of [
      [100_000, 0, "second"],
      [0, 100_000, "first"],
      [0, 30_000, "first"],
    ] as const) {
      const { take, book: select } = tab()
      const made = atServer()
      take(carried(made - first, "first"))
      jest.advanceTimersByTime(10_000)
      take(carried(made - second, "second"))
      expect(select().data?.title).toBe(stays)
    }
  })
})

test("a clock that was behind and is put right makes no page older than a change that came before it", () => {
  const { store, take, book: select } = tab()
  const hour = 3_600_000
  take(carried(Date.now() + hour, "earlier"))
  jest.setSystemTime(Date.now() + hour)
  store.dispatch(api.util.invalidateTags(["book"]))
  jest.advanceTimersByTime(60_000)
  take(carried(Date.now(), "later"))
  expect(select().data?.title).toBe("later")
})

test("a server's store that was hydrated keeps no timer once it is reset", () => {
  const store = createServerStore({ api, ask })
  hydrate(api, store, carried(1_000))
  expect(jest.getTimerCount()).toBe(1)
  store.dispatch(api.util.resetApiState())
  expect(jest.getTimerCount()).toBe(0)
})
