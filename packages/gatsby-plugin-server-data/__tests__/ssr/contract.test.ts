import { cacheKey } from "#tests/support/inputs/no-vary-search"
import { logLine } from "#tests/support/servers/processes"
import { minutes, runSite } from "#tests/support/servers/running"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

// A long timeout, because a busy machine is slow. No test measures time.
jest.setTimeout(minutes(0.5))

const running = runSite(() => sharedHost(fixture))

const get = (path: string, init: RequestInit = {}) =>
  fetch(running.site.url + path, { redirect: "manual", ...init })
const pageDataOf = (path: string) => get(`/page-data${path}/page-data.json`)

test("HEAD returns the status of GET without a body; other methods return 405 with Allow", async () => {
  const head = await get("/table/404", { method: "HEAD" })
  expect(head.status).toBe(404)
  expect(await head.text()).toBe("")
  const post = await get("/table/200", { method: "POST" })
  expect(post.status).toBe(405)
  expect(post.headers.get("allow")).toBe("GET, HEAD")
  expect(post.headers.get("cache-control")).toBe("no-store")
})

describe("a load that returns { props, headers, status }", () => {
  test.each(["status", "headers"])("sends the headers and the status in %s", async (as) => {
    const response = await get(`/returned?as=${as}`)
    expect(response.status).toBe(203)
    expect(response.headers.get("x-fixture")).toBe("yes")
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"])
    expect(response.headers.get("cache-control")).toBe("private, no-store")
    const data = await get(`/page-data/returned/page-data.json?as=${as}`)
    expect([data.status, data.headers.get("x-page-status"), data.headers.get("x-fixture")]).toEqual([
      200,
      "203",
      "yes",
    ])
    expect((await data.json()).result.serverData).toMatchObject({ as, query: { as } })
  })
})

test("a page without a policy is rendered again at each request, for a visit and for its page data", async () => {
  const idInHtml = async () =>
    /<h1 id="rendering-id">([\w-]{36})</.exec(await (await get("/rendering")).text())?.[1]
  const idInPageData = async () =>
    (await (await pageDataOf("/rendering")).json()).result.serverData.renderingId
  const ids = [await idInHtml(), await idInHtml(), await idInPageData(), await idInPageData()]
  expect(ids.filter(Boolean)).toHaveLength(4)
  expect(new Set(ids).size).toBe(4)
})

test("redirects to another site: a visit by Location, page data by the URL in its body", async () => {
  const visit = await get("/chain/external")
  expect([visit.status, visit.headers.get("location")]).toEqual([302, "https://checkout.example/pay?cart=1"])
  const data = await pageDataOf("/chain/external")
  expect([data.status, data.headers.get("x-page-status"), data.headers.get("location")]).toEqual([
    200,
    "302",
    null,
  ])
  expect((await data.json()).result.serverData.error).toMatchObject({
    status: 302,
    location: "https://checkout.example/pay?cart=1",
  })
})

describe("caches", () => {
  test.each(["cookie", "authorization"])("no cache stores a shared page that reads %s", async (name) => {
    expect((await get(`/reads/${name}`)).headers.get("cache-control")).toBe("private, no-store")
  })

  test("the visitor's browser revalidates a private page that reads a cookie", async () => {
    const first = await get("/reads/cookie?cache=private", { headers: { cookie: "name=Ada" } })
    expect(first.headers.get("cache-control")).toBe("private, no-cache")
    expect(first.headers.get("vary")).toContain("Cookie")
    expect(await first.text()).toContain("<h1>name=Ada</h1>")
    const again = (cookie: string) =>
      get("/reads/cookie?cache=private", {
        headers: { cookie, "if-none-match": first.headers.get("etag") ?? "none" },
      })
    expect((await again("name=Ada")).status).toBe(304)
    const other = await again("name=Grace")
    expect(other.status).toBe(200)
    expect(await other.text()).toContain("<h1>name=Grace</h1>")
  })

  test("No-Vary-Search gives URLs one cache key if they differ only in unknown parameters or in order", async () => {
    const one = (await get("/echo?utm_source=x&q=grid")).headers.get("no-vary-search") ?? ""
    const other = (await get("/echo?q=grid")).headers.get("no-vary-search") ?? ""
    expect(one).toBe(other)
    expect(cacheKey("/echo?utm_source=x&q=grid", one)).toBe(cacheKey("/echo?q=grid", one))
    expect(cacheKey("/echo?sort=name&q=grid", one)).toBe(cacheKey("/echo?q=grid&sort=name", one))
    expect(cacheKey("/echo?q=grid&min=2", one)).not.toBe(cacheKey("/echo?q=grid", one))
    // URLs with the same cache key have equal bodies. `no-store` makes the host render each response instead of sending
    // a cached one.
    const uncached = async (path: string) =>
      (await get(path, { headers: { "cache-control": "no-store" } })).text()
    const body = await uncached("/echo?q=grid&sort=name")
    expect(await uncached("/echo?utm_source=x&q=grid&sort=name")).toBe(body)
    expect(await uncached("/echo?q[a]=x&q=grid&sort[]=y&sort=name")).toBe(body)
    // The path in the data has the parameters in the order of the request. The browser uses its own address instead.
    const sorted = (await uncached("/echo?sort=name&q=grid")).replace("sort=name&q=grid", "q=grid&sort=name")
    expect(sorted).toBe(body)
  })
})

describe("unusual requests", () => {
  const shown = async (path: string) => {
    const response = await get(path)
    // React writes a comment between two texts.
    return { status: response.status, html: (await response.text()).replaceAll("<!-- -->", "") }
  }

  test.each(["q=1&q=2", "q=%00"])("?%s returns 400 and names q", async (search) => {
    const { status, html } = await shown(`/echo?${search}`)
    expect(status).toBe(400)
    expect(html).toContain("<b>q</b>")
  })

  test("an invalid value returns 400 with the parameter and the valid values, and keeps the visitor's input", async () => {
    const { status, html } = await shown("/echo?q=grid&min=many&sort=")
    expect(status).toBe(400)
    expect(html).toContain("<b>min</b> Takes a number.")
    expect(html).toContain('name="q" value="grid"')
    expect(html).toContain('name="min" value="many"')
  })

  test.each([
    ["?q=%zz", "%zz"],
    ["?q=%ff", "\ufffd"],
    ["?unknown[a]=1&x[toString]=1&__proto__[y]=1&q=fine", "fine"],
    ["?q[a]=1&q[]=2&q%5Bb%5D=3&q=whole", "whole"],
    [`?unknown=${"x".repeat(10_000)}&q=long`, "long"],
    ["?q=&q=second", "second"],
    [`?q=${"y".repeat(10_000)}`, "y".repeat(10_000)],
  ])("%.60s returns 200 with the value of q", async (search, value) => {
    const { status, html } = await shown(`/echo${search}`)
    expect(status).toBe(200)
    expect(html).toContain(`name="q" value="${value}"`)
  })

  test("an emoji is a valid path segment; an encoded slash or dots never cause a 5xx", async () => {
    expect((await shown("/echo/%F0%9F%98%80")).html).toContain("<h1>😀</h1>")
    expect((await shown("/echo/a%2Fb")).status).toBe(404)
    expect((await shown("/echo/%2e%2e")).status).toBeLessThan(500)
  })
})

test(
  "under load, each request that throws returns 500 with its own ID from the log, and no other request does",
  async () => {
    const failed = new Map<number, string>()
    const bodies = new Map<number, string>()
    const numbers = Array.from({ length: 2_000 }, (_, n) => n)
    const visitor = async () => {
      for (let n = numbers.pop(); n !== undefined; n = numbers.pop()) {
        // Visits alternate with Link navigations.
        const response = await get(n % 2 ? `/tenth?n=${n}` : `/page-data/tenth/page-data.json?n=${n}`)
        const body = await response.text()
        const status = response.headers.get("x-page-status") ?? String(response.status)
        if (status === "500") failed.set(n, /Request ID: ([\w-]{36})/.exec(body)?.[1] ?? "no id")
        else
          bodies.set(
            n,
            (status === "200" && /Number (?:<!-- -->)?(\d+)|"n":(\d+)/.exec(body)?.slice(1).find(Boolean)) ||
              body,
          )
      }
    }
    await Promise.all(Array.from({ length: 16 }, visitor))

    expect([...failed.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i * 10))
    expect(new Set(failed.values()).size).toBe(200)
    for (const [n, id] of failed) {
      await logLine(running.site.output, `"id":"${id}","method":"GET","url":"/tenth?n=${n}"`)
    }
    expect([...bodies].filter(([n, shown]) => shown !== String(n))).toEqual([])
  },
  minutes(2),
)
