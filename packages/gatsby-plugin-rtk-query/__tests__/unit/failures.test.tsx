import { createServerData, notFound } from "gatsby-plugin-server-data"
import * as React from "react"
import { renderToString } from "react-dom/server"
import { visit } from "../../../../__tests__/support/contexts"
import { type Ask, isomorphicBaseQuery } from "../../src/base-query"
import { createApi } from "../../src/create-api"
import { createServerRenderer } from "../../src/gatsby-server"
import { extractRehydrationInfo } from "../../src/hydrate"
import { createPrefetcher, type QueryThunk } from "../../src/prefetch"
import { createServerStore } from "../../src/store"
import { render } from "./render"

/** An error of a site's own, which its `toHttpError` knows. */
class Missing extends Error {
  override name = "Missing"
}

/** How often each was asked. */
let asked: string[]

const api = createApi({
  baseQuery: isomorphicBaseQuery<string, { status: number }>(),
  extractRehydrationInfo,
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
    outcome: build.query<string, void>({ query: () => "outcome" }),
    thrown: build.query<string, void>({ query: () => "thrown" }),
    timedOut: build.query<string, void>({ query: () => "timedOut" }),
    ownFunction: build.query<string, void>({
      queryFn() {
        asked.push("ownFunction")
        return { data: "by its own function" }
      },
    }),
    ownFailure: build.query<string, void>({
      queryFn() {
        asked.push("ownFailure")
        throw new TypeError("a function of its own")
      },
    }),
    ownTimeOut: build.query<string, void>({
      queryFn() {
        asked.push("ownTimeOut")
        throw new DOMException("took its own time", "AbortError")
      },
    }),
    ownOutcome: build.query<string, void>({
      queryFn() {
        throw { status: 404 }
      },
    }),
    ownAnswer: build.query<string, void>({
      queryFn: () => ({ error: { status: 404 }, meta: { thrown: new Missing("no such book") } }),
    }),
  }),
})

const ask: Ask<string, { status: number }> = async (request) => {
  asked.push(request)
  if (request === "refused") return { error: { status: 418 } }
  if (request === "thrown") throw new TypeError("ask threw")
  if (request === "timedOut") throw new DOMException("took too long", "AbortError")
  if (request === "missing") throw new Missing("no such book")
  if (request === "outcome") throw notFound({ detail: "No such book." })
  return { data: request }
}

beforeEach(() => {
  asked = []
  // RTK Query says so of whatever an endpoint's own functions throw.
  jest.spyOn(console, "error").mockImplementation(() => {})
})
afterEach(() => jest.restoreAllMocks())

type Name = keyof typeof api.endpoints

function Value({ of: name, fresh }: { of: Name; fresh?: boolean }) {
  const { data, isLoading } = api.endpoints[name].useQuery(undefined, { refetchOnMountOrArgChange: fresh })
  return <p>{isLoading ? "loading" : data}</p>
}

const failing = [
  ["an answer", "refused", 'Query refused(undefined) failed: {"status":418}'],
  ["transformResponse", "untransformed", "no such shape"],
  ["ask", "thrown", "ask threw"],
  ["ask's own time limit", "timedOut", "took too long"],
  ["queryFn", "ownFailure", "a function of its own"],
  ["queryFn's own time limit", "ownTimeOut", "took its own time"],
] as const

describe.each(failing)("a failure by %s", (_, name, message) => {
  test("is asked once while rendering, told of once, and drawn as loading", async () => {
    const onFailure = jest.fn()
    const { html, passes, state } = await render(<Value of={name} />, { api, ask, onFailure })
    expect(html).toBe("<p>loading</p>")
    expect(asked).toEqual([name])
    expect(passes).toBe(2)
    expect(state).toBeUndefined()
    expect(onFailure.mock.calls).toEqual([[expect.objectContaining({ queryCacheKey: `${name}(undefined)` })]])
  })

  test("of an optional prefetch leaves the query to the browser, and rendering does not ask it again", async () => {
    const onFailure = jest.fn()
    const { context, props, dispose } = createPrefetcher({ api, ask, onFailure })
    expect(await context.prefetch.optional(api.endpoints[name].initiate())).toBeUndefined()
    const serverData = props()
    dispose()
    expect(serverData.state).toEqual({ queries: {}, failed: [`${name}(undefined)`] })
    expect(onFailure).toHaveBeenCalledTimes(1)
    const { passes } = await render(<Value of={name} />, { api, ask, serverData })
    expect(passes).toBe(1)
    expect(asked).toEqual([name])
  })

  test("of what the page needs is thrown", async () => {
    const { context, dispose } = createPrefetcher({ api, ask })
    const thrown = await context.prefetch(api.endpoints[name].initiate()).catch((error: unknown) => error)
    dispose()
    expect((thrown as Error).message).toBe(message)
  })
})

describe("on a page that needs the query", () => {
  const log = jest.fn()
  const serverData = createServerData({
    extend: ({ signal }) => createPrefetcher({ api, ask }, signal),
    toHttpError: (error) => (error instanceof Missing ? notFound({ detail: error.message }) : undefined),
    log,
  })
  const answered = (query: QueryThunk<string>) =>
    serverData(visit("/book"), {
      async load({ prefetch }) {
        return { title: await prefetch(query) }
      },
    })
  beforeEach(() => log.mockClear())

  test.each([
    ["an error of the site's own that ask throws", "missing", "no such book"],
    ["an outcome that ask throws", "outcome", "No such book."],
    ["what queryFn gives as meta.thrown", "ownAnswer", "no such book"],
  ] as const)("%s is its answer", async (_, name, detail) => {
    const { status, props } = await answered(api.endpoints[name].initiate())
    expect(status).toBe(404)
    expect(props).toMatchObject({ error: { status: 404, detail } })
    expect(log).not.toHaveBeenCalled()
  })

  test("what queryFn throws that is no error is told of in the log by its query", async () => {
    expect((await answered(api.endpoints.ownOutcome.initiate())).status).toBe(500)
    const [[{ error }]] = log.mock.calls
    expect(error.message).toContain("ownOutcome(undefined)")
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
])("an onFailure that %s is told of on stderr, and fails no page", async (_, onFailure) => {
  const { context, dispose } = createPrefetcher({ api, ask, onFailure })
  expect(await context.prefetch.optional(api.endpoints.refused.initiate())).toBeUndefined()
  dispose()
  const { html } = await render(<Value of="refused" />, { api, ask, onFailure })
  expect(html).toBe("<p>loading</p>")
  await new Promise((resolve) => setImmediate(resolve))
  expect(jest.mocked(console.error).mock.calls).toEqual(
    Array(2).fill([
      expect.stringContaining("onFailure"),
      expect.objectContaining({ message: "a log that is full" }),
    ]),
  )
})

test("what ask throws stands in the state as RTK Query would write it down", async () => {
  const store = createServerStore({ api, ask })
  await Promise.all([
    store.dispatch(api.endpoints.missing.initiate()),
    store.dispatch(api.endpoints.outcome.initiate()),
  ])
  const { queries } = store.getState().api
  expect(queries["missing(undefined)"].error).toEqual({
    name: "Missing",
    message: "no such book",
    stack: expect.any(String),
  })
  expect(queries["outcome(undefined)"].error).toMatchObject({ name: "HttpError", message: "No such book." })
  store.dispatch(api.util.resetApiState())
})

test("an error that threw keeps its name and its place, for the log", async () => {
  const onFailure = jest.fn()
  await render(<Value of="untransformed" />, { api, ask, onFailure })
  const [{ thrown }] = onFailure.mock.calls[0]
  expect(thrown.name).toBe("RangeError")
  expect(thrown.stack).toContain("failures.test.tsx")
})

test("a query with a function of its own is collected while rendering, like any other", async () => {
  const { html, passes, state } = await render(<Value of="ownFunction" />, { api, ask })
  expect(html).toBe("<p>by its own function</p>")
  expect(passes).toBe(2)
  expect(Object.keys(state?.queries ?? {})).toEqual(["ownFunction(undefined)"])
})

test("what was prefetched is not asked again for a component that wants it fresh, nor waited for", async () => {
  const { context, props, dispose } = createPrefetcher({ api, ask })
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
  const { html, passes } = await render(page, { api, ask, serverData, patience: 100_000 })
  expect(html).toBe("<p>by its own function</p><p>good</p><p>loading</p>")
  expect(passes).toBe(2)
  expect(asked).toEqual(["ownFunction", "good", "untransformed"])
})

test.each(["good", "ownFunction"] as const)("a Head that asks the query %s starts none", (name) => {
  const { wrapRootElement } = createServerRenderer({ api, ask })
  const head = wrapRootElement({ element: <Value of={name} />, pathname: "" })
  expect(renderToString(head)).toBe("<p>loading</p>")
  expect(asked).toEqual([])
})
