import type { GetServerDataProps } from "gatsby"
import * as v from "valibot"
import type { LogEntry } from "../../../src/server-data"
import {
  createServerData,
  notFound,
  privately,
  redirect,
  shared,
  unavailable,
} from "../../../src/server-data"

const log: LogEntry[] = []
const serverData = createServerData({ log: (entry) => log.push(entry) })
const Query = v.object({
  q: v.optional(v.string()),
  page: v.optional(
    v.pipe(v.string(), v.regex(/^\d+$/, "Takes a whole number from 1."), v.transform(Number)),
    "1",
  ),
})

function visit(url: string, more: Partial<GetServerDataProps> = {}): GetServerDataProps {
  return { headers: new Map(), method: "GET", url, query: {}, params: {}, pageContext: {}, ...more }
}
const pageData = (path: string, search = "") => visit(`/page-data${path}/page-data.json${search}`)

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

test("privately() is private, no-cache, and no policy is a miss", async () => {
  const load = () => ({})
  expect((await serverData(visit("/"), { cache: privately(), load })).headers["cache-control"]).toBe(
    "private, no-cache",
  )
  expect((await serverData(visit("/"), { load })).headers["cache-control"]).toBe(
    "public, max-age=0, must-revalidate",
  )
})
