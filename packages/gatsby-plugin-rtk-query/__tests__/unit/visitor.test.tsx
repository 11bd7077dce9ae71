import { createServerData, noStore, privateCache, shared } from "gatsby-plugin-server-data"
import React from "react"
import { visit } from "#tests/support/inputs/contexts"
import { createApi } from "../../src"
import { createPrefetcher } from "../../src/server"
import { render } from "./render-page"

const api = createApi({
  baseQuery: async () => ({ data: "" }),
  endpoints: (build) => ({
    me: build.query<string, void>({ query: () => "me" }),
    language: build.query<string, void>({ query: () => "language" }),
    version: build.query<string, void>({ query: () => "version" }),
  }),
})

/** Reads the header of the query's name, if there is one. */
const onError = jest.fn()
const options = {
  apis: [api],
  onError,
  baseQueries: {
    api:
      ({ headers }: { headers: Headers }) =>
      async (name: string) => {
        if (name === "me") return { data: headers.get("cookie") ?? "nobody" }
        return { data: name === "language" ? headers.get("accept-language") : "1" }
      },
  },
}
const serverData = createServerData({ extend: createPrefetcher(options) })

function Page() {
  const me = api.useMeQuery().data ?? "-"
  const language = api.useLanguageQuery().data ?? "-"
  return <p>{`${me} ${language} ${api.useVersionQuery().data ?? "-"}`}</p>
}

beforeEach(() => onError.mockClear())

async function show(page: object, cookie = "ann", more: object = {}) {
  const context = {
    ...visit("/page"),
    headers: new Map([
      ["cookie", cookie],
      ["accept-language", "de"],
    ]),
    ...more,
  }
  const { props, headers } = await serverData(context as never, { load: () => ({}), ...page })
  const rendered = await render(<Page />, { ...options, serverData: props as never })
  return { ...rendered, headers, props }
}

test.each([
  ["privateCache()", { cache: privateCache() }],
  ["noStore()", { cache: noStore() }],
  [
    "a load that reads the cookie",
    { load: ({ headers }: { headers: Headers }) => ({ c: headers.get("cookie") }) },
  ],
])("a page with %s passes the visitor's request to rendering", async (_, page) => {
  const { html, headers } = await show(page)
  expect(headers["cache-control"]).toMatch(/^private/)
  expect(html).toBe("<p>ann de 1</p>")
})

test.each([
  ["a page for all visitors", { cache: shared({ maxAge: 60 }) }],
  ["a page without a policy", {}],
])("%s leaves queries that need the visitor to the browser, and renders the others", async (_, page) => {
  const { html, headers, state } = await show(page)
  expect(headers["cache-control"]).toMatch(/^public/)
  expect(html).toBe("<p>- - 1</p>")
  expect(JSON.stringify(state)).not.toContain("ann")
  expect(onError.mock.calls.map(([{ thrown }]) => thrown.message)).toEqual([
    expect.stringContaining('Rendering cannot read "cookie"'),
    expect.stringContaining('Rendering cannot read "accept-language"'),
  ])
})

test("rendering may read a header that the response declares in Vary", async () => {
  const load = ({ headers }: { headers: Headers }) => ({ language: headers.get("accept-language") })
  const { html, headers } = await show({ cache: shared({ maxAge: 60 }), load })
  expect(headers.vary).toBe("Accept-Language")
  expect(html).toBe("<p>- de 1</p>")
})

test("a page whose request is not known leaves these queries to the browser", async () => {
  const { html } = await render(<Page />, options)
  expect(html).toBe("<p>- - 1</p>")
  expect(onError.mock.calls[0]?.[0].thrown.message).toContain("There is no visitor's request here")
})

test("the props of a rendered page and of page data contain no id of the visit", async () => {
  const { props } = await show({ cache: privateCache() })
  expect(props).toEqual({ dehydratedState: {}, query: {} })
  const pageData = await show({ cache: privateCache() }, "ann", { url: "/page-data/page/page-data.json" })
  expect(pageData.props).toEqual({ dehydratedState: {}, query: {} })
})

test("600 concurrent personal visits receive only their own data", async () => {
  const names = Array.from({ length: 600 }, (_, index) => `user${index}`)
  const pages = await Promise.all(names.map((name) => show({ cache: privateCache() }, name)))
  for (const [index, { html, state }] of pages.entries()) {
    expect(html).toBe(`<p>user${index} de 1</p>`)
    expect(JSON.stringify(state).match(/user\d+/g)).toEqual([`user${index}`])
  }
})

test("shouldFetchOnServer leaves a query to the browser without a failure", async () => {
  const shouldFetchOnServer = jest.fn(({ endpointName }) => endpointName !== "version")
  const { html } = await render(<Page />, { ...options, shouldFetchOnServer })
  expect(html).toBe("<p>- - -</p>")
  expect(shouldFetchOnServer).toHaveBeenCalledWith({
    reducerPath: "api",
    endpointName: "version",
    originalArgs: undefined,
  })
  expect(onError).toHaveBeenCalledTimes(2)
})
