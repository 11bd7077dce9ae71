import { configureStore, type Middleware, type UnknownAction } from "@reduxjs/toolkit"
import type * as RtkQuery from "@reduxjs/toolkit/query/react"
import { fakeBaseQuery } from "@reduxjs/toolkit/query/react"
import React from "react"
import { Book } from "#tests/existing-store-site/src/book.js"
import { serverOptions } from "#tests/existing-store-site/src/query-options.js"
import { booksApi } from "#tests/existing-store-site/src/store/books-api.js"
import { makeStore } from "#tests/existing-store-site/src/store/make-store.js"
import { reviewsApi } from "#tests/existing-store-site/src/store/reviews-api.js"
import { createPrefetcher } from "../../src/server"
import { createGatsbySsr } from "../../src/ssr"
import { createBrowserStore, type QueryOptions } from "../../src/store"
import { render } from "./render-page"

/** Replaces imports of RTK Query with this package's functions, as the plugin does in webpack. */
jest.mock("@reduxjs/toolkit/query/react", () => {
  const own = () => require("../../src") as typeof import("../../src")
  const actual = jest.requireActual<typeof RtkQuery>("@reduxjs/toolkit/query/react")
  const createApi: typeof RtkQuery.createApi = (options) => own().createApi(options)
  // A call with a `fetchFn` comes from this package, and must get RTK Query's own function.
  const fetchBaseQuery: typeof RtkQuery.fetchBaseQuery = (options) =>
    options?.fetchFn ? actual.fetchBaseQuery(options) : own().fetchBaseQuery(options)
  return { ...actual, createApi, fetchBaseQuery }
})

const fetched = jest.fn(async (request: Request) =>
  Response.json(request.method === "POST" ? null : ["Long", `read at ${request.url}`]),
)

beforeEach(() => {
  fetched.mockClear()
  jest.spyOn(globalThis, "fetch").mockImplementation(fetched as never)
})
afterEach(() => jest.restoreAllMocks())

const options = serverOptions as typeof serverOptions & { apis: QueryOptions["apis"] }

test("a prefetch of two APIs in the site's store returns and dehydrates the data of both", async () => {
  const { context, props, dispose } = createPrefetcher(options)()
  const [book, reviews] = await Promise.all([
    context.prefetch(booksApi.endpoints.getBook.initiate("1")),
    context.prefetch(reviewsApi.endpoints.getReviews.initiate("1")),
  ])
  const { dehydratedState } = props()
  dispose()
  expect(book).toEqual({ id: "1", title: "Solaris" })
  expect(reviews).toEqual(["Long", "read at http://reviews.example/reviews/1"])
  expect(Object.keys(dehydratedState.books?.queries ?? {})).toEqual(['getBook("1")'])
  expect(dehydratedState.reviews?.queries).toEqual({
    'getReviews("1")': expect.objectContaining({ tags: [{ type: "Reviews" }] }),
  })
})

test("a page is rendered with what was prefetched of one API and collected of the other", async () => {
  const { context, props, dispose } = createPrefetcher(options)()
  await context.prefetch(booksApi.endpoints.getBook.initiate("1"))
  const serverData = props()
  dispose()
  const { html, passes, state } = await render(<Book id="1" />, { ...options, serverData })
  expect(html).toContain("<h1>Solaris</h1>")
  expect(html).toContain("read at http://reviews.example/reviews/1")
  expect(passes).toBe(2)
  expect(Object.keys(state ?? {})).toEqual(["reviews"])
})

test("a collected query leaves no state of other reducers in the HTML, which the browser would not have", async () => {
  const makeCountingStore = () =>
    configureStore({
      reducer: {
        books: booksApi.reducer,
        reviews: reviewsApi.reducer,
        visitor: (state: { reviews: number } = { reviews: 0 }, action: UnknownAction) =>
          booksApi.endpoints.getBook.matchFulfilled(action) ? { reviews: state.reviews + 1 } : state,
        notices: () => ({ text: "Read" }),
      },
      middleware: (defaults) => defaults().concat(booksApi.middleware, reviewsApi.middleware),
    })
  const { html, passes } = await render(<Book id="1" />, { ...options, makeStore: makeCountingStore })
  expect(passes).toBe(2)
  expect(html).toContain("<h1>Solaris</h1>")
  expect(html).toContain("Read 0")
})

test("the listener, the extra argument and the extra reducers of the store work", async () => {
  const store = createBrowserStore({ apis: [booksApi, reviewsApi], makeStore }, () => [])
  await store.dispatch(reviewsApi.endpoints.addReview.initiate({ book: "1", text: "Good" }))
  expect(store.getState()).toMatchObject({ visitor: { reviews: 1 }, notices: { text: "Thank you" } })
  for (const { util } of [booksApi, reviewsApi]) store.dispatch(util.resetApiState())
})

test("a store that the site creates elsewhere uses the slices' own base queries", async () => {
  const store = makeStore()
  const { data } = await store.dispatch(reviewsApi.endpoints.getReviews.initiate("2"))
  expect(data).toEqual(["Long", "read at http://reviews.example/reviews/2"])
  store.dispatch(reviewsApi.util.resetApiState())
})

describe("rejects at once", () => {
  const plainApi = jest
    .requireActual<typeof RtkQuery>("@reduxjs/toolkit/query/react")
    .createApi({ baseQuery: fakeBaseQuery(), reducerPath: "plain", endpoints: () => ({}) })
  const apis = [booksApi, reviewsApi]

  test("an API of RTK Query's own createApi", () => {
    for (const create of [createPrefetcher, createGatsbySsr]) {
      expect(() => create({ apis: [booksApi, plainApi] })).toThrow(
        'The API "plain" was created by RTK Query\'s own createApi. Add "gatsby-plugin-rtk-query"',
      )
    }
  })

  test.each([
    [
      "a store without the reducer of an API",
      () =>
        configureStore({
          reducer: { books: booksApi.reducer },
          middleware: (defaults) =>
            defaults().concat(booksApi.middleware, reviewsApi.middleware as Middleware),
        }),
      'the reducer of the API "reviews" is missing',
    ],
    [
      "a store without the middleware of an API",
      () =>
        configureStore({
          reducer: { books: booksApi.reducer, reviews: reviewsApi.reducer },
          middleware: (defaults) => defaults().concat(booksApi.middleware),
        }),
      'the middleware of the API "reviews" is missing, or the store is not new',
    ],
    [
      "a store that exists already",
      (
        (store) => () =>
          store
      )(makeStore()),
      'the middleware of the API "books" is missing, or the store is not new',
    ],
    ["no store", () => undefined as never, "makeStore must return a Redux store"],
  ])("%s", (_, wrongStore, message) => {
    expect(() => createPrefetcher({ apis, makeStore: wrongStore })()).toThrow(message)
  })

  test("wrong options", () => {
    expect(() => createPrefetcher({ apis: [] })).toThrow("apis must be an array")
    expect(() => createPrefetcher({ apis: booksApi as never })).toThrow("apis must be an array")
    expect(() => createPrefetcher({ apis: [undefined as never] })).toThrow("apis[0] is not an API slice")
    expect(() => createPrefetcher({ apis, baseQueries: { book: () => fakeBaseQuery() } })).toThrow(
      'baseQueries: "book" is not the reducerPath of one of the apis (books, reviews).',
    )
  })

  test("a prefetch of an API that is not one of the apis", async () => {
    const { context, dispose } = createPrefetcher({ apis: [booksApi], makeStore })()
    await expect(context.prefetch(reviewsApi.endpoints.getReviews.initiate("1"))).rejects.toThrow(
      'prefetch: the API of query getReviews("1") is not one of the apis (books). Add it to apis of createPrefetcher.',
    )
    dispose()
  })
})
