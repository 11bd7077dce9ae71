import * as React from "react"
import { renderToString } from "react-dom/server"
import { type Ask, isomorphicBaseQuery } from "../../../src/query/ssr/base-query"
import { createApi } from "../../../src/query/ssr/create-api"
import { createServerRenderer } from "../../../src/query/ssr/gatsby-server"
import { extractRehydrationInfo } from "../../../src/query/ssr/hydrate"
import { createPrefetcher } from "../../../src/query/ssr/prefetch"
import { render } from "./render"

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
  }),
})

const ask: Ask<string, { status: number }> = async (request) => {
  asked.push(request)
  if (request === "refused") return { error: { status: 418 } }
  if (request === "thrown") throw new TypeError("a base query threw")
  if (request === "timedOut") throw new DOMException("took too long", "AbortError")
  return { data: request }
}

beforeEach(() => {
  asked = []
  // RTK Query says so of whatever throws.
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
  ["a base query", "thrown", "a base query threw"],
  ["a base query's own time limit", "timedOut", "took too long"],
  ["queryFn", "ownFailure", "a function of its own"],
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

  test("of what the page needs is an Error", async () => {
    const { context, dispose } = createPrefetcher({ api, ask })
    const thrown = await context.prefetch(api.endpoints[name].initiate()).catch((error: unknown) => error)
    dispose()
    expect(thrown).toBeInstanceOf(Error)
    expect((thrown as Error).message).toBe(message)
  })
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

test("a Head starts no function of its own either", () => {
  const { wrapRootElement } = createServerRenderer({ api, ask })
  expect(renderToString(wrapRootElement({ element: <Value of="ownFunction" />, pathname: "" }))).toContain(
    "loading",
  )
  expect(asked).toEqual([])
})
