import * as v from "valibot"
import { visit } from "#tests/support/inputs/contexts"
import { cacheKey } from "#tests/support/inputs/no-vary-search"
import { createServerData, httpError, noStore, notFound, privateCache, redirect, shared } from "../../src"
import { noVarySearch } from "../../src/parameters"
import { TrackedHeaders } from "../../src/tracked-headers"

const serverData = createServerData()
const silent = createServerData({ log: () => undefined })
const headersOf = async (page: Parameters<typeof serverData>[1], headers: Record<string, string> = {}) =>
  (await serverData(visit("/", { headers: new Map(Object.entries(headers)) }), page)).headers
const throwing = (error: unknown) => () => {
  throw error
}

describe("Cache-Control", () => {
  test("follows the policy; without one, every request is a miss", async () => {
    const load = () => ({})
    expect((await headersOf({ load }))["cache-control"]).toBe("public, max-age=0, must-revalidate")
    expect((await headersOf({ load, cache: privateCache() }))["cache-control"]).toBe("private, no-cache")
    expect((await headersOf({ load, cache: noStore() }))["cache-control"]).toBe("private, no-store")
    expect((await headersOf({ load, cache: shared({ maxAge: 5, staleIfError: 60 }) }))["cache-control"]).toBe(
      "public, max-age=0, s-maxage=5, stale-if-error=60",
    )
  })

  test.each([
    ["privateCache()", privateCache(), "private, no-cache"],
    ["noStore()", noStore(), "private, no-store"],
  ])("of an error follows the private policy %s of its page", async (_, cache, value) => {
    for (const error of [notFound({ detail: "No." }), redirect("/a", 302), redirect("/a", 301)]) {
      expect((await headersOf({ cache, load: throwing(error) }))["cache-control"]).toBe(value)
    }
  })

  test.each([
    ["shared()", shared({ maxAge: 300 }), "private, no-store"],
    ["none", undefined, "private, no-store"],
    ["privateCache()", privateCache(), "private, no-cache"],
    ["noStore()", noStore(), "private, no-store"],
  ])("of a page that reads or sets a cookie, with the policy %s, is private", async (_, cache, value) => {
    const reading = ({ headers }: { headers: Headers }) => ({ name: headers.get("cookie") })
    expect((await headersOf({ cache, load: reading }))["cache-control"]).toBe(value)
    const setting = () => ({ props: {}, headers: { "Set-Cookie": "a=1" } })
    expect((await headersOf({ cache, load: setting }))["cache-control"]).toBe(value)
    const missing = ({ headers }: { headers: Headers }) => {
      throw notFound({ detail: headers.get("authorization") ?? "" })
    }
    expect((await headersOf({ cache, load: missing }))["cache-control"]).toBe(value)
  })

  test("is private if the page sets a cookie, even with a Cache-Control of its own", async () => {
    const headers = { "Set-Cookie": "a=1", "Cache-Control": "public, max-age=60" }
    expect((await headersOf({ load: () => ({ props: {}, headers }) }))["cache-control"]).toBe(
      "private, no-store",
    )
  })

  test.each(["set-cookie", "Set-Cookie", "SET-COOKIE"])(
    "is private if an HTTP error sets a cookie by the name %s",
    async (name) => {
      const options = { headers: { [name]: "a=1" } }
      for (const error of [redirect("/a", 301, options), httpError(404, "No.", options)]) {
        const headers = await headersOf({ cache: shared({ maxAge: 60 }), load: throwing(error) })
        expect(headers).toMatchObject({ "set-cookie": "a=1", "cache-control": "private, no-store" })
      }
    },
  )

  test("of the page itself replaces its policy", async () => {
    const load = () => ({ props: {}, headers: { "Cache-Control": "public, max-age=60" } })
    expect((await headersOf({ load, cache: privateCache() }))["cache-control"]).toBe("public, max-age=60")
  })

  test("rejects seconds that are not whole", () => {
    expect(() => shared({ maxAge: 1.5 })).toThrow(
      "shared({ maxAge }): must be a whole number of seconds from 0, not 1.5.",
    )
    expect(() => shared({ maxAge: 1, staleWhileRevalidate: -1 })).toThrow("staleWhileRevalidate")
  })
})

describe("Vary", () => {
  test("names the headers that load has read, also before an error, and those that the page names", async () => {
    const reading = ({ headers }: { headers: Headers }) => {
      headers.has("Save-Data")
      throw notFound({ detail: headers.get("accept-language") ?? "" })
    }
    expect((await headersOf({ load: reading })).vary).toBe("Accept-Language, Save-Data")
    const own = ({ headers }: { headers: Headers }) => ({
      props: { dnt: headers.get("dnt") },
      headers: { Vary: "Origin" },
    })
    expect((await headersOf({ load: own })).vary).toBe("Dnt, Origin")
    const error = ({ headers }: { headers: Headers }) => {
      throw httpError(404, headers.get("dnt") ?? "No.", { headers: { Vary: "X-Country" } })
    }
    const headers = await headersOf({ load: error })
    expect(headers).toMatchObject({ vary: "Dnt, X-Country" })
    expect(Object.keys(headers)).not.toContain("Vary")
  })

  test.each([
    ["for…of", (headers: Headers) => [...headers]],
    ["entries", (headers: Headers) => [...headers.entries()]],
    ["keys", (headers: Headers) => [...headers.keys()]],
    ["values", (headers: Headers) => [...headers.values()]],
    ["forEach", (headers: Headers) => headers.forEach(() => {})],
    ["new Headers", (headers: Headers) => new Headers(headers)],
  ])("is * after iterating over all headers (%s)", (_, walk) => {
    const headers = new TrackedHeaders([["accept", "*/*"]])
    expect([headers.vary, headers.isPersonal]).toEqual([undefined, false])
    walk(headers)
    expect([headers.vary, headers.isPersonal]).toEqual(["*", true])
  })

  test("never contains an invalid header name", () => {
    const headers = new TrackedHeaders([["accept", "*/*"]])
    for (const name of ["a\nb", "a b", "", "größe"]) {
      expect(() => headers.get(name)).toThrow("Headers.get")
      expect(() => headers.has(name)).toThrow("Headers.has")
    }
    expect(headers.vary).toBeUndefined()
  })

  test("headers with several values are joined, and pseudo headers of HTTP/2 are ignored", () => {
    const headers = new TrackedHeaders([
      [":path", "/"],
      ["x-many", ["a", "b"]],
      ["x-none", undefined],
    ])
    expect([headers.get("x-many"), headers.get("x-none")]).toEqual(["a, b", null])
  })
})

describe("No-Vary-Search", () => {
  test("of a page without parameters ignores every parameter", () => {
    expect(noVarySearch([])).toBe("key-order, params")
    expect(cacheKey("/a?x=1", noVarySearch([]))).toBe(cacheKey("/a", noVarySearch([])))
  })

  test("percent-encodes parameter names: a header is ASCII", () => {
    const header = noVarySearch(["größe", 'a"b\\', "q"])
    expect(header).toMatch(/^[\x20-\x7e]+$/)
    expect(cacheKey("/?größe=1&x=2", header)).toBe(cacheKey("/?größe=1", header))
    expect(cacheKey("/?größe=1", header)).not.toBe(cacheKey("/?größe=2", header))
    expect(cacheKey('/?a"b\\=1', header)).not.toBe(cacheKey("/", header))
  })
})

describe("a policy that depends on the parameters", () => {
  const query = v.object({ of: v.optional(v.picklist(["all", "mine"])) })
  const cache = ({ query: { of } }: { query: { of?: "all" | "mine" } }) =>
    of === "mine" ? privateCache() : shared({ maxAge: 300 })
  const cacheControlOf = async (search: string, load: () => object = () => ({})) =>
    (await serverData(visit(`/${search}`), { query, cache, load })).headers["cache-control"]

  test("applies to the page and to its errors", async () => {
    expect(await cacheControlOf("?of=all")).toBe("public, max-age=0, s-maxage=300")
    expect(await cacheControlOf("?of=mine")).toBe("private, no-cache")
    const missing = throwing(notFound({ detail: "No." }))
    expect(await cacheControlOf("?of=mine", missing)).toBe("private, no-cache")
    expect(await cacheControlOf("", missing)).toBe("public, max-age=0, s-maxage=60")
  })

  test("does not apply to invalid parameters", async () => {
    expect(await cacheControlOf("?of=yours")).toBe("no-store")
  })

  test.each([
    ["a text", () => "public, max-age=300", "cache returned string"],
    ["a promise", async () => shared({ maxAge: 300 }), "cache returned Promise"],
    ["a promise that is rejected", () => Promise.reject(new Error("unread")), "cache returned Promise"],
    ["null", () => null, "cache returned null"],
  ])("is an error if it returns %s", async (_, policyOf, message) => {
    const page = { cache: policyOf, load: () => ({}) } as unknown as Parameters<typeof serverData>[1]
    const { status, headers, props } = await silent(visit("/"), page)
    expect([status, headers["cache-control"]]).toEqual([500, "no-store"])
    expect(JSON.stringify(props)).toContain(message)
  })
})
