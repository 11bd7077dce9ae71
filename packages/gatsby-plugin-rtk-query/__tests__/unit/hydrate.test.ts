import { copyWithStructuralSharing } from "@reduxjs/toolkit/query"
import { tagOf } from "../../../../src/query/resource-api"
import { type DehydratedState, dehydrate } from "../../src/dehydrate"
import { type HydrateOptions, hydrate } from "../../src/hydrate"
import { createNewest } from "../../src/newest"
import { createServerStore, createTabStore } from "../../src/store"
import { api, ask } from "./fixture"

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

test("a page from before a mutation does not come back, and a later page does", () => {
  const { store, take, book: select } = tab()
  const earlier = carried(Date.now(), "earlier")
  take(earlier)
  jest.advanceTimersByTime(60_000)
  store.dispatch(api.util.invalidateTags(["book"]))
  take(earlier)
  expect(select().isUninitialized).toBe(true)
  take(carried(Date.now(), "later"))
  expect(select().data?.title).toBe("later")
})

test("an earlier page does not replace a later response of the API", async () => {
  const { store, take, book: select } = tab()
  const earlier = carried(Date.now(), "earlier")
  take(earlier)
  expect(select().data?.title).toBe("earlier")
  jest.advanceTimersByTime(60_000)
  await store.dispatch(book.initiate({ id: "a" }, { forceRefetch: true }))
  take(earlier)
  expect(select().data?.title).toBe("Book a")
})

test.each([
  [100_000, 0, "second"],
  [0, 100_000, "first"],
])("of two pages made %d and %d ms ago, the %s stays", (first, second, stays) => {
  const { take, book: select } = tab()
  take(carried(Date.now() - first, "first"))
  take(carried(Date.now() - second, "second"))
  expect(select().data?.title).toBe(stays)
})

test("a server's store that was hydrated keeps no timer once it is reset", () => {
  const store = createServerStore({ api, ask })
  hydrate(api, store, carried(1_000))
  expect(jest.getTimerCount()).toBe(1)
  store.dispatch(api.util.resetApiState())
  expect(jest.getTimerCount()).toBe(0)
})
