import type { StandardSchemaV1 } from "@standard-schema/spec"
import type { GetServerDataProps } from "gatsby"
import * as v from "valibot"
import { pageData, visit } from "#tests/support/inputs/contexts"
import type { LogEntry } from "../../src"
import { createEndpoint, createServerData } from "../../src"

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

describe("load receives", () => {
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
})

test("an object with keys other than Gatsby's three is props", async () => {
  for (const props of [{ status: "open", items: [] }, { status: "open" }]) {
    const result = await serverData(visit("/"), { load: () => props })
    expect(result).toMatchObject({ status: 200, props })
  }
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

  test("keeps its other headers, also for page data", async () => {
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
    expect((await to(pageData("/a"), location)).props).toMatchObject({ error: { location: path } })
  })
})

test("Gatsby renders with the known parameters only", async () => {
  const query = { q: "1", utm_source: "x", x: { toString: "1" } }
  await serverData(visit("/?q=1&utm_source=x&x[toString]=1", { query }), { query: Query, load: () => ({}) })
  expect(query).toEqual({ q: "1" })
})

describe("an invalid option throws at the call and names the valid values:", () => {
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
    ["no load", {}, "withServerData(context, { load }): load must be a function"],
    [
      "a policy that the package has not made",
      { load, cache: "public" },
      "shared({ maxAge: seconds }), privateCache() or noStore()",
    ],
    ["a deadline of nothing", { load, timeoutMs: 0 }, "milliseconds above 0"],
    ["a query that is no schema", { load, query: { q: "string" } }, "Standard Schema"],
    [
      "a query that is not a schema, with parameters",
      { load, query: {}, parameters: ["q"] },
      "query must be",
    ],
    ["params that are not a schema", { load, params: { id: "string" } }, "params must be a Standard Schema"],
    ["parameters that are not an array", { load, query: other, parameters: "q" }, "an array of names"],
    ["a timeout that is not a number", { load, timeoutMs: "5000" }, 'above 0, not "5000".'],
    ["a schema that does not tell its parameters", { load, query: other }, 'parameters: ["q", "page"]'],
    ["a schema that fails to tell them", { load, query: undescribed }, 'parameters: ["q", "page"]'],
  ])("%s", async (_, page, advice) => {
    await expect(call(page)).rejects.toThrow(TypeError)
    await expect(call(page)).rejects.toThrow(advice)
  })

  test("a schema that does not list its parameters works with parameters", async () => {
    const { props } = await serverData(visit("/?q=1&x=2"), { query: other, parameters: ["q"], load })
    expect(props).toEqual({ query: { q: "1" } })
  })
})

test("an endpoint's invalid option throws when the endpoint is created", () => {
  const endpoint = createEndpoint()
  expect(() => endpoint({ cache: "public" } as unknown as Parameters<typeof endpoint>[0])).toThrow(
    "load must be",
  )
  expect(() => endpoint({ load: () => 1, timeoutMs: -1 })).toThrow("milliseconds above 0")
})

test.each(["site.example", "", "ftp://site.example", "https://site.example/blog", "https://site.example?x"])(
  "the invalid origin %p throws when createServerData is called",
  (origin) => {
    expect(() => createServerData({ origin })).toThrow("https://site.example")
    expect(() => createEndpoint({ origin })).toThrow(JSON.stringify(origin))
  },
)

test("url has the origin of the option", async () => {
  for (const origin of ["https://site.example", "https://site.example/", "http://localhost:8000"]) {
    const { props } = await createServerData({ origin })(visit("/a"), {
      load: ({ url }) => ({ url: url.href }),
    })
    expect(props).toMatchObject({ url: `${origin.replace(/\/$/, "")}/a` })
  }
})
