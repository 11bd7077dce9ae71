import { createServerData, notFound } from "gatsby-plugin-server-data"
import React from "react"
import { renderToString } from "react-dom/server"
import { visit } from "#tests/support/inputs/contexts"
import { type BaseQueryFn, createApi, fetchBaseQuery } from "../../src"
import { createPrefetcher, type QueryThunk } from "../../src/server"
import { createGatsbySsr } from "../../src/ssr"
import { createServerStore, type ServerOptions } from "../../src/store"
import { render } from "./render-page"

/** An error class of a site. The site's `toHttpError` translates it. */
class Missing extends Error {
  override name = "Missing"
}

/** The requests that the server's base query has received. */
let requested: string[]

const api = createApi({
  baseQuery: (() => ({ data: "" })) as BaseQueryFn<string, unknown, { status: number }>,
  endpoints: (build) => ({
    good: build.query<string, void>({ query: () => "good" }),
    refused: build.query<string, void>({ query: () => "refused" }),
    untransformed: build.query<string, void>({
      query: () => "untransformed",
      transformResponse() {
        throw new RangeError("no such shape")
      },
    }),
    missing: build.query<string, void>({ query: () => "missing" }),
    httpError: build.query<string, void>({ query: () => "httpError" }),
    thrown: build.query<string, void>({ query: () => "thrown" }),
    timedOut: build.query<string, void>({ query: () => "timedOut" }),
    ownFunction: build.query<string, void>({
      queryFn() {
        requested.push("ownFunction")
        return { data: "by its own function" }
      },
    }),
    ownFailure: build.query<string, void>({
      queryFn() {
        requested.push("ownFailure")
        throw new TypeError("a function of its own")
      },
    }),
    ownTimeOut: build.query<string, void>({
      queryFn() {
        requested.push("ownTimeOut")
        throw new DOMException("took its own time", "AbortError")
      },
    }),
    ownObject: build.query<string, void>({
      queryFn() {
        throw { status: 404 }
      },
    }),
  }),
})

const baseQuery: BaseQueryFn<string> = async (request) => {
  requested.push(request)
  if (request === "refused") return { error: { status: 418 } }
  if (request === "thrown") throw new TypeError("the base query threw")
  if (request === "timedOut") throw new DOMException("took too long", "AbortError")
  if (request === "missing") throw new Missing("no such book")
  if (request === "httpError") throw notFound({ detail: "No such book." })
  return { data: request }
}

const options: ServerOptions = { apis: [api], baseQueries: { api: () => baseQuery } }

beforeEach(() => {
  requested = []
  // RTK Query prints the exceptions of an endpoint's own functions.
  jest.spyOn(console, "error").mockImplementation(() => {})
})
afterEach(() => jest.restoreAllMocks())

type Name = keyof typeof api.endpoints

function Value({ of: name, fresh }: { of: Name; fresh?: boolean }) {
  const { data, isLoading } = api.endpoints[name].useQuery(undefined, { refetchOnMountOrArgChange: fresh })
  return <p>{isLoading ? "loading" : data}</p>
}

const failing = [
  ["an error response", "refused", 'Query refused(undefined) failed: {"status":418}'],
  ["transformResponse", "untransformed", "no such shape"],
  ["the base query", "thrown", "the base query threw"],
  ["a timeout in the base query", "timedOut", "took too long"],
  ["queryFn", "ownFailure", "a function of its own"],
  ["a timeout in queryFn", "ownTimeOut", "took its own time"],
] as const

describe.each(failing)("a failure of %s", (_, name, message) => {
  test("is requested once while rendering, reported once and rendered as loading", async () => {
    const onError = jest.fn()
    const { html, passes, state } = await render(<Value of={name} />, { ...options, onError })
    expect(html).toBe("<p>loading</p>")
    expect(requested).toEqual([name])
    expect(passes).toBe(2)
    expect(state).toBeUndefined()
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ queryCacheKey: `${name}(undefined)` })]])
  })

  test("of an optional prefetch leaves the query to the browser, and rendering does not start it", async () => {
    const onError = jest.fn()
    const { context, props, dispose } = createPrefetcher({ ...options, onError })()
    expect(await context.prefetch.optional(api.endpoints[name].initiate())).toBeUndefined()
    const serverData = props()
    dispose()
    expect(serverData.dehydratedState).toEqual({
      api: { queries: {}, clientOnly: [`${name}(undefined)`] },
    })
    expect(onError).toHaveBeenCalledTimes(1)
    const { passes } = await render(<Value of={name} />, { ...options, serverData })
    expect(passes).toBe(1)
    expect(requested).toEqual([name])
  })

  test("of a required prefetch is thrown", async () => {
    const { context, dispose } = createPrefetcher(options)()
    const thrown = await context.prefetch(api.endpoints[name].initiate()).catch((error: unknown) => error)
    dispose()
    expect((thrown as Error).message).toBe(message)
  })
})

describe("on a page that needs the query", () => {
  const log = jest.fn()
  const serverData = createServerData({
    extend: createPrefetcher(options),
    toHttpError: (error) => (error instanceof Missing ? notFound({ detail: error.message }) : undefined),
    log,
  })
  const respond = (query: QueryThunk<string>) =>
    serverData(visit("/book"), {
      async load({ prefetch }) {
        return { title: await prefetch(query) }
      },
    })
  beforeEach(() => log.mockClear())

  test.each([
    ["an error of the site's own that the base query throws", "missing", "no such book"],
    ["an HTTP error that the base query throws", "httpError", "No such book."],
  ] as const)("%s is the response of the page", async (_, name, detail) => {
    const { status, props } = await respond(api.endpoints[name].initiate())
    expect(status).toBe(404)
    expect(props).toMatchObject({ error: { status: 404, detail } })
    expect(log).not.toHaveBeenCalled()
  })

  test("a value that is not an Error, thrown by queryFn, is logged with its query", async () => {
    expect((await respond(api.endpoints.ownObject.initiate())).status).toBe(500)
    const [[{ error }]] = log.mock.calls
    expect(error.message).toContain("ownObject(undefined)")
  })
})

describe("with the toHttpError of the recipes", () => {
  const fetchedApi = createApi({
    baseQuery: fetchBaseQuery({ baseUrl: "https://api.example/" }),
    endpoints: (build) => ({
      fetched: build.query<string, void>({ query: () => "books/9" }),
      returned: build.query<string, void>({ queryFn: () => ({ error: { status: 404, data: null } }) }),
      thrown: build.query<string, void>({
        queryFn() {
          throw notFound({ detail: "No such book." })
        },
      }),
    }),
  })
  const { fetched, returned, thrown } = fetchedApi.endpoints
  const serverData = createServerData({
    extend: createPrefetcher({ apis: [fetchedApi] }),
    toHttpError: (error) => {
      const { cause = {} } = error as { cause?: { status?: unknown; originalStatus?: unknown } }
      const { status, originalStatus = status } = cause
      return originalStatus === 404 ? notFound({ detail: "This page does not exist." }) : undefined
    },
    log: () => {},
  })
  const json = (status: number) => () => Response.json({ detail: "Not available." }, { status })
  const html = () => new Response("<h1>Not found</h1>", { status: 404 })

  test.each([
    ["a 404 with JSON", fetched, json(404), 404],
    ["a 404 with HTML", fetched, html, 404],
    ["a 503", fetched, json(503), 500],
    ["a 404 that queryFn returns", returned, json(200), 404],
    ["a notFound that queryFn throws", thrown, json(200), 500],
  ])("%s is the response of the page with the right status", async (_, endpoint, respond, expected) => {
    jest.spyOn(globalThis, "fetch").mockImplementation(async () => respond())
    const { status } = await serverData(visit("/book"), {
      async load({ prefetch }) {
        return { title: await prefetch(endpoint.initiate()) }
      },
    })
    expect(status).toBe(expected)
  })
})

test.each([
  [
    "throws",
    () => {
      throw new Error("a log that is full")
    },
  ],
  [
    "rejects",
    async () => {
      throw new Error("a log that is full")
    },
  ],
])("an onError that %s is printed, and fails no page", async (_, onError) => {
  const { context, dispose } = createPrefetcher({ ...options, onError })()
  expect(await context.prefetch.optional(api.endpoints.refused.initiate())).toBeUndefined()
  dispose()
  const { html } = await render(<Value of="refused" />, { ...options, onError })
  expect(html).toBe("<p>loading</p>")
  await new Promise((resolve) => setImmediate(resolve))
  expect(jest.mocked(console.error).mock.calls).toEqual(
    Array(2).fill([
      expect.stringContaining("onError"),
      expect.objectContaining({ message: "a log that is full" }),
    ]),
  )
})

test("what the base query throws is in the state as RTK Query serializes it", async () => {
  const store = createServerStore(
    options,
    { headers: new Headers(), signal: new AbortController().signal },
    () => [],
  )
  await Promise.all([
    store.dispatch(api.endpoints.missing.initiate()),
    store.dispatch(api.endpoints.httpError.initiate()),
  ])
  const { queries } = store.getState().api
  expect(queries["missing(undefined)"].error).toEqual({
    name: "Missing",
    message: "no such book",
    stack: expect.any(String),
  })
  expect(queries["httpError(undefined)"].error).toMatchObject({ name: "HttpError", message: "No such book." })
  store.dispatch(api.util.resetApiState())
})

test("an error keeps its name and its stack, for the log", async () => {
  const onError = jest.fn()
  await render(<Value of="untransformed" />, { ...options, onError })
  const [{ thrown }] = onError.mock.calls[0]
  expect(thrown.name).toBe("RangeError")
  expect(thrown.stack).toContain("failures.test.tsx")
})

test("a query with queryFn is collected while rendering", async () => {
  const { html, passes, keys } = await render(<Value of="ownFunction" />, options)
  expect(html).toBe("<p>by its own function</p>")
  expect(passes).toBe(2)
  expect(keys).toEqual(["ownFunction(undefined)"])
})

test("a prefetched query is not requested again for a component that refetches on mount", async () => {
  const { context, props, dispose } = createPrefetcher(options)()
  await context.prefetch(api.endpoints.ownFunction.initiate())
  await context.prefetch(api.endpoints.good.initiate())
  const serverData = props()
  dispose()
  const page = (
    <>
      <Value of="ownFunction" fresh />
      <Value of="good" fresh />
      <Value of="untransformed" />
    </>
  )
  const { html, passes } = await render(page, { ...options, serverData, timeoutMs: 100_000 })
  expect(html).toBe("<p>by its own function</p><p>good</p><p>loading</p>")
  expect(passes).toBe(2)
  expect(requested).toEqual(["ownFunction", "good", "untransformed"])
})

test.each(["good", "ownFunction"] as const)("a Head with the query %s does not start it", (name) => {
  const { wrapRootElement } = createGatsbySsr(options)
  const head = wrapRootElement({ element: <Value of={name} />, pathname: "" })
  expect(renderToString(head)).toBe("<p>loading</p>")
  expect(requested).toEqual([])
})
