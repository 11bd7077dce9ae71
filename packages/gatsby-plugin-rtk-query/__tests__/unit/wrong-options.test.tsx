import React from "react"
import { createApi, fetchBaseQuery } from "../../src"
import { createGatsbyBrowser } from "../../src/browser"
import { createPrefetcher } from "../../src/server"
import { createGatsbySsr } from "../../src/ssr"
import { api, options, requested } from "./fixture"
import { render } from "./render-page"

const { book, rename } = api.endpoints
const a = book.initiate({ id: "a" })

const Title = () => <h1>{book.useQuery({ id: "a" }).data?.title ?? "Loading"}</h1>

const unhandled = jest.fn()
beforeEach(() => {
  requested.length = 0
  unhandled.mockClear()
  process.on("unhandledRejection", unhandled)
  jest.spyOn(console, "error").mockImplementation(() => {})
})
afterEach(async () => {
  await new Promise((resolve) => setImmediate(resolve))
  await new Promise((resolve) => setImmediate(resolve))
  process.off("unhandledRejection", unhandled)
  jest.restoreAllMocks()
  expect(unhandled).not.toHaveBeenCalled()
})

const example = "(request) => async (args) => ({ data })"

describe("at the start, the server rejects", () => {
  const makeOne = "must be a function of the request that returns a base query"
  const injected = api.injectEndpoints({ endpoints: () => ({}) })
  test.each([
    ["no options", undefined, "apis must be an array"],
    [
      "a base query that is a string",
      { baseQueries: { api: "x" } },
      `baseQueries.api ${makeOne}: ${example}.`,
    ],
    ["a base query that is undefined", { baseQueries: { api: undefined } }, `baseQueries.api ${makeOne}`],
    ["baseQueries that are null", { baseQueries: null }, "baseQueries must be an object"],
    ["baseQueries that are a function", { baseQueries: () => a }, "baseQueries must be an object"],
    ["a makeStore that is an object", { makeStore: {} }, "makeStore must be a function, not object."],
    ["a makeStore that is null", { makeStore: null }, "makeStore must be a function, not null."],
    ["an onError that is a string", { onError: "log" }, "onError must be a function, not string."],
    [
      "the same API twice",
      { apis: [api, injected] },
      'apis contains the API "api" twice. List it once: injectEndpoints and enhanceEndpoints return the same API.',
    ],
    [
      "two APIs with one reducerPath",
      { apis: [api, createApi({ baseQuery: fetchBaseQuery(), endpoints: () => ({}) })] },
      'Two APIs have the reducerPath "api".',
    ],
  ])("%s", (_, wrong, message) => {
    const wrongOptions = (wrong && { ...options, ...wrong }) as never
    for (const create of [createPrefetcher, createGatsbySsr]) {
      expect(() => create(wrongOptions)).toThrow(message)
    }
  })

  test.each([
    [{ maxPasses: 0 }, "maxPasses must be a whole number from 1, not 0."],
    [{ maxPasses: "3" }, "maxPasses must be a whole number from 1, not 3."],
    [{ timeoutMs: -1 }, "timeoutMs must be a number of milliseconds from 0 to 2147483647, not -1."],
    [{ timeoutMs: Number.POSITIVE_INFINITY }, "not Infinity."],
    [{ timeoutMs: "5s" }, "not 5s."],
    [{ onRendered: {} }, "onRendered must be a function, not object."],
  ])("the rendering option %p", (wrong, message) => {
    expect(() => createGatsbySsr({ ...options, ...(wrong as object) })).toThrow(message)
  })
})

test.each([
  [undefined, "apis must be an array"],
  [{}, "apis must be an array"],
  [{ apis: [api, api] }, 'apis contains the API "api" twice.'],
  [{ apis: [api], makeStore: {} }, "makeStore must be a function, not object."],
  [{ apis: [api], isPage: "/books" }, "isPage must be a function, not string."],
])("outside production, the browser rejects the options %#", (wrong, message) => {
  expect(() => createGatsbyBrowser(wrong as never)).toThrow(message)
})

test.each([
  ["resolves", async () => ({})],
  [
    "rejects",
    async () => {
      throw new Error("no store")
    },
  ],
])("an asynchronous makeStore that %s is rejected, and does not end the process", (_, makeStore) => {
  const wrong = { apis: [api], makeStore: makeStore as never }
  expect(() => createPrefetcher(wrong)()).toThrow("makeStore must return a Redux store, and not a promise.")
})

describe.each([
  ["a base query of the site", async (url: string) => ({ data: url.replace("books/", "") })],
  ["fetchBaseQuery", fetchBaseQuery({ baseUrl: "/" })],
  ["a function that returns a promise of a base query", async () => async () => ({ data: "" })],
])("an entry of baseQueries that is %s", (_, wrong) => {
  const wrongOptions = { apis: [api], baseQueries: { api: wrong as never } }
  const message = `baseQueries.api must return a base query, which is a function: ${example}. If it is a base query itself, write () => baseQuery.`

  test("is an error of each prefetch", async () => {
    const { context, dispose } = createPrefetcher(wrongOptions)()
    await expect(context.prefetch(a)).rejects.toThrow(new TypeError(message))
    dispose()
  })

  test("is printed while rendering if the site has no onError", async () => {
    const { html } = await render(<Title />, wrongOptions)
    expect(html).toBe("<h1>Loading</h1>")
    expect(jest.mocked(console.error).mock.calls).toEqual([[expect.objectContaining({ message })]])
    const onError = jest.fn()
    await render(<Title />, { ...wrongOptions, onError })
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ thrown: expect.any(TypeError) }))
    expect(console.error).toHaveBeenCalledTimes(1)
  })
})

describe("prefetch rejects", () => {
  const message = 'prefetch: pass a query, such as api.endpoints.book.initiate("7").'
  test.each([
    ["a mutation", rename.initiate("a")],
    ["an endpoint", book],
    ["undefined", undefined],
    ["a thunk that is not a query", () => 5],
    ["an asynchronous thunk that fails", async () => Promise.reject(new Error("not a query"))],
  ])("%s, without a request", async (_, wrong) => {
    const { context, dispose } = createPrefetcher(options)()
    await expect(context.prefetch(wrong as never)).rejects.toThrow(message)
    await expect(context.prefetch.optional(wrong as never)).rejects.toThrow(message)
    dispose()
    expect(requested).toEqual([])
  })

  test.each([
    [{ timeoutMs: Number.NaN }, "timeoutMs must be a number of milliseconds from 0 to 2147483647, not NaN."],
    [{ timeoutMs: "300" }, "not 300."],
    [{ shouldDehydrate: true }, "shouldDehydrate must be a function, not boolean."],
    [
      { shouldDehydrate: async () => Promise.reject(new Error("no decision")) },
      "shouldDehydrate must return a boolean, and not a promise.",
    ],
  ])("the options %p of an optional prefetch", async (wrong, message) => {
    const { context, dispose } = createPrefetcher(options)()
    await expect(context.prefetch.optional(a, wrong as never)).rejects.toThrow(message)
    dispose()
  })
})

test.each([
  [
    "throws",
    () => {
      throw new Error("no log")
    },
  ],
  ["rejects", async () => Promise.reject(new Error("no log"))],
])("an onRendered that %s is printed, and fails no page", async (_, onRendered) => {
  const { html } = await render(<p>page</p>, { onRendered })
  expect(html).toBe("<p>page</p>")
  await new Promise((resolve) => setImmediate(resolve))
  expect(jest.mocked(console.error).mock.calls).toEqual([
    ["onRendered failed for /.", expect.objectContaining({ message: "no log" })],
  ])
})
