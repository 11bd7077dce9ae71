import type { StandardSchemaV1 } from "@standard-schema/spec"
import type { GetServerDataProps } from "gatsby"
import * as v from "valibot"
import type { LogEntry } from "../../../src/server-data"
import {
  createEndpoint,
  createServerData,
  notFound,
  redirect,
  shared,
  unavailable,
} from "../../../src/server-data"
import { pageData, visit } from "./contexts"

const log: LogEntry[] = []
const serverData = createServerData({ log: (entry) => log.push(entry) })
const Query = v.object({
  q: v.optional(v.string()),
  page: v.optional(
    v.pipe(v.string(), v.regex(/^\d+$/, "Takes a whole number from 1."), v.transform(Number)),
    "1",
  ),
})

beforeEach(() => {
  log.length = 0
})

describe("what load gets", () => {
  const seen = (context: GetServerDataProps) =>
    serverData(context, {
      query: Query,
      load: ({ url, query, params, method }) => ({
        url: url.pathname + url.search,
        given: query,
        params,
        method,
      }),
    })

  test("the page's own URL and the typed query, the same for a visit and for a Link navigation", async () => {
    const one = await seen(visit("/features/?page=2&q=a+b&utm_source=x"))
    const other = await seen(pageData("/features", "?utm_source=y&q=a%20b&page=2"))
    expect(one.props).toMatchObject({
      given: { q: "a b", page: 2 },
      query: { q: "a b", page: 2 },
      method: "GET",
    })
    expect(one.props).toHaveProperty("url", "/features?q=a+b&page=2")
    expect(other.props).toEqual(one.props)
    expect((await seen(pageData("/index"))).props).toMatchObject({ url: "/" })
  })

  test("empty values count as absent, unknown parameters are not looked at", async () => {
    const { props, status } = await seen(visit("/?q=&page=&x=1&x=2&y[a]=1"))
    expect(status).toBe(200)
    expect(props).toMatchObject({ given: { page: 1 } })
    expect(props).not.toHaveProperty("given.q")
  })
})

describe("outcomes", () => {
  const failing = (error: unknown) => ({
    cache: shared({ maxAge: 300 }),
    load: () => {
      throw error
    },
  })

  test("on a visit they are the response's status and headers", async () => {
    const moved = await serverData(visit("/a"), failing(redirect("/b?x=ä", 301)))
    expect(moved.status).toBe(301)
    expect(moved.headers).toMatchObject({
      location: "/b?x=%C3%A4",
      "cache-control": "public, max-age=0, s-maxage=300",
    })
    const missing = await serverData(visit("/a"), failing(notFound({ detail: "No.", suggestions: ["b"] })))
    expect(missing.status).toBe(404)
    expect(missing.headers["cache-control"]).toBe("public, max-age=0, s-maxage=60")
    expect(missing.props).toEqual({
      outcome: { status: 404, title: "Not Found", detail: "No.", suggestions: ["b"] },
      typed: {},
    })
    const busy = await serverData(visit("/a"), failing(unavailable(12.2)))
    expect(busy).toMatchObject({ status: 503, headers: { "retry-after": "13", "cache-control": "no-store" } })
  })

  test("in page data the status is 200 and the outcome is inside", async () => {
    const moved = await serverData(pageData("/a"), failing(redirect("/b", 308)))
    expect(moved).toMatchObject({ status: 200, props: { outcome: { status: 308, to: "/b" } } })
    expect(moved.headers["x-page-status"]).toBe("308")
    expect(moved.headers).not.toHaveProperty("location")
  })

  test("what nobody expected is 500 with the id that the log has", async () => {
    const { props, status, headers } = await serverData(visit("/a?b=c"), failing(new Error("secret")))
    expect(status).toBe(500)
    expect(headers["cache-control"]).toBe("no-store")
    expect(log).toMatchObject([
      { level: "error", method: "GET", url: "/a?b=c", error: { message: "secret" } },
    ])
    expect(props).toMatchObject({ outcome: { id: log[0]?.id } })
  })
})

test("what load returns is drawn with the query beside it, or taken apart as Gatsby documents it", async () => {
  const of = async (result: object) => {
    const { props, status, headers } = await serverData(visit("/"), { load: () => result })
    return { props, status, fixture: headers["x-fixture"] }
  }
  expect(await of({ a: 1 })).toEqual({ props: { a: 1, query: {} }, status: 200 })
  expect(await of({ props: { a: 1 }, headers: { "X-Fixture": "yes" }, status: 203 })).toEqual({
    props: { a: 1, query: {} },
    status: 203,
    fixture: "yes",
  })
  expect(await of({ props: {}, headers: { status: "203" } })).toMatchObject({ status: 203 })
  // Props that look a little like it are props.
  expect(await of({ status: "open", items: [] })).toMatchObject({ status: 200, props: { status: "open" } })
  expect(await of({ status: "open" })).toMatchObject({ status: 200, props: { status: "open" } })
})

test("a redirect in Gatsby's form is a redirect, and a header that no response can hold is named", async () => {
  const of = (result: object) => serverData(pageData("/a"), { load: () => result })
  expect(await of({ status: 302, headers: { Location: "/b" } })).toMatchObject({
    props: { outcome: { status: 302, to: "/b" } },
  })
  await of({ props: {}, headers: { "X-Name": "名" } })
  expect(String(log[0]?.error)).toContain("X-Name")
})

describe("a redirect in Gatsby's form", () => {
  afterEach(() => Reflect.deleteProperty(globalThis, "__BASE_PATH__"))
  const to = (context: GetServerDataProps, location: string) =>
    serverData(context, {
      load: () => ({
        status: 302,
        headers: { location, "Set-Cookie": ["a=1; HttpOnly", "b=2"], "X-Fixture": "yes" },
      }),
    })

  test("keeps its other headers, which are in no page data", async () => {
    for (const context of [visit("/a"), pageData("/a")]) {
      const { headers, props } = await to(context, "/b")
      expect(headers).toMatchObject({
        "set-cookie": ["a=1; HttpOnly", "b=2"],
        "x-fixture": "yes",
        "cache-control": "private, no-store",
      })
      expect(JSON.stringify(props)).not.toContain("HttpOnly")
    }
    expect((await to(visit("/a"), "/b")).headers.location).toBe("/b")
  })

  test.each([
    ["/blog/b?x=1", "/b?x=1"],
    ["/blog", "/"],
    ["/blog?x=1", "/?x=1"],
    ["/b", "/b"],
    ["/blogs", "/blogs"],
  ])("to %s of a site below /blog leads to its %s", async (location, path) => {
    Object.assign(globalThis, { __BASE_PATH__: "/blog" })
    expect((await to(visit("/a"), location)).headers.location).toBe(`/blog${path}`)
    expect((await to(pageData("/a"), location)).props).toMatchObject({ outcome: { to: path } })
  })

  test.each(["https://other.example/", "//other.example/", "b"])(
    "to %s is an error that says what would be right",
    async (location) => {
      const { status, headers } = await to(visit("/a"), location)
      expect([status, headers.location]).toEqual([500, undefined])
      expect(String(log[0]?.error)).toContain("to must be a path of this site")
    },
  )
})

test("Gatsby's own rendering finds the known parameters alone in the request's query", async () => {
  const query = { q: "1", utm_source: "x", x: { toString: "1" } }
  await serverData(visit("/?q=1&utm_source=x&x[toString]=1", { query }), { query: Query, load: () => ({}) })
  expect(query).toEqual({ q: "1" })
})

test("other methods than GET and HEAD are 405, and load is not called", async () => {
  const load = jest.fn()
  const { status, headers } = await serverData(visit("/", { method: "PUT" }), { load })
  expect([status, headers.allow]).toEqual([405, "GET, HEAD"])
  expect(load).not.toHaveBeenCalled()
})

describe("a wrong setup is thrown at the call, with what would be right", () => {
  const other: StandardSchemaV1<unknown, { q?: string }> = {
    "~standard": { version: 1, vendor: "other", validate: (value) => ({ value: value as { q?: string } }) },
  }
  const undescribed = {
    "~standard": {
      ...other["~standard"],
      jsonSchema: {
        input() {
          throw new Error("Date cannot be represented in JSON Schema")
        },
      },
    },
  }
  const load = () => ({})
  const call = (page: object) => serverData(visit("/?q=1"), page as { load(): object })

  test.each([
    ["no load", {}, "load must be a function"],
    [
      "a policy of its own making",
      { load, cache: "public" },
      "shared({ maxAge: seconds }), privately() or noStore()",
    ],
    ["a deadline of nothing", { load, deadline: 0 }, "milliseconds above 0"],
    ["a query that is no schema", { load, query: { q: "string" } }, "Standard Schema"],
    ["a schema that does not tell its parameters", { load, query: other }, 'parameters: ["q", "page"]'],
    ["a schema that fails to tell them", { load, query: undescribed }, 'parameters: ["q", "page"]'],
  ])("%s", async (_, page, advice) => {
    await expect(call(page)).rejects.toThrow(TypeError)
    await expect(call(page)).rejects.toThrow(advice)
  })

  test("a schema of another library works with its parameters named", async () => {
    const { props } = await serverData(visit("/?q=1&x=2"), { query: other, parameters: ["q"], load })
    expect(props).toEqual({ query: { q: "1" } })
  })
})

test("an endpoint's wrong setup is thrown where it is made, not at its first request", () => {
  const endpoint = createEndpoint()
  expect(() => endpoint({ cache: "public" } as unknown as Parameters<typeof endpoint>[0])).toThrow(
    "load must be",
  )
  expect(() => endpoint({ load: () => 1, deadline: -1 })).toThrow("milliseconds above 0")
})

test.each(["site.example", "", "ftp://site.example", "https://site.example/blog", "https://site.example?x"])(
  "the origin %p is refused where it is said, not at each request",
  (origin) => {
    expect(() => createServerData({ origin })).toThrow("https://site.example")
    expect(() => createEndpoint({ origin })).toThrow(JSON.stringify(origin))
  },
)

test("an origin is the one of url", async () => {
  for (const origin of ["https://site.example", "https://site.example/", "http://localhost:8000"]) {
    const { props } = await createServerData({ origin })(visit("/a"), {
      load: ({ url }) => ({ url: url.href }),
    })
    expect(props).toMatchObject({ url: `${origin.replace(/\/$/, "")}/a` })
  }
})
