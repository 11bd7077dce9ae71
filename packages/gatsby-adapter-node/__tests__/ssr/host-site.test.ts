import { sendRequest } from "#tests/support/servers/cached-origin"
import { logLine } from "#tests/support/servers/processes"
import { runSite } from "#tests/support/servers/running"
import { startHost } from "#tests/support/servers/servers"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

const running = runSite(() => sharedHost(fixture))
const origin = () => new URL(running.site.url).origin

test("an endpoint redirects to URLs with the path prefix, whichever URL was requested", async () => {
  const requestFrom = async (path: string, method = "GET") => {
    const { status, headers, text } = await sendRequest(origin() + path, { method })
    return [status, headers.location ?? JSON.parse(text)]
  }
  for (const mount of ["/blog/api", "/api"]) {
    expect(await requestFrom(`${mount}/books/a`)).toEqual([301, "/blog/api/books/b?x=1"])
    expect(await requestFrom(`${mount}/books/a`, "PUT")).toEqual([308, "/blog/api/books/b"])
    expect(await requestFrom(`${mount}/books/c`)).toEqual([
      200,
      { url: "/api/books/c", prefixed: "/blog/api/books/c" },
    ])
    expect(await requestFrom(`${mount}/books/c`, "PUT")).toEqual([200, { url: "/blog/books/c" }])
  }
})

test("a page has the data of its query and of getServerData", async () => {
  for (const name of ["a", "b"]) {
    const { text } = await sendRequest(`${origin()}/blog/files/${name}?q=${name}`, {})
    expect(text).toContain("<h1>Not ours</h1>")
    expect(text).toContain(`&quot;rest&quot;:&quot;${name}&quot;`)
    const { result } = JSON.parse(
      (await sendRequest(`${origin()}/blog/page-data/files/${name}/page-data.json?q=${name}`, {})).text,
    )
    expect(result.data).toEqual({ site: { siteMetadata: { title: "Not ours" } } })
    expect(result.serverData).toEqual({ rest: name, query: { q: name } })
  }
})

const get = (path: string, headers: Record<string, string> = {}) => sendRequest(origin() + path, { headers })

describe("differences from gatsby serve", () => {
  test("sends the headers of gatsby-config, and `immutable` for hashed files", async () => {
    const plain = await get("/blog/plain")
    expect(plain.headers["x-plain"]).toBe("yes")
    expect(plain.headers["cache-control"]).toBe("public, max-age=0, must-revalidate")
    const script = /src="([^"]+app-[0-9a-f]+\.js)"/.exec(plain.text)?.[1] ?? ""
    expect((await get(script)).headers["cache-control"]).toBe("public, max-age=31536000, immutable")
  })

  test("sends files that the build compressed, with an ETag for each encoding", async () => {
    const whole = await get("/blog/plain")
    for (const encoding of ["br", "gzip"]) {
      const small = await get("/blog/plain", { "accept-encoding": encoding })
      expect(small.headers["content-encoding"]).toBe(encoding)
      expect(small.headers["content-type"]).toBe("text/html; charset=utf-8")
      expect(small.body.length).toBeLessThan(whole.body.length / 1.5)
      const etag = String(small.headers.etag)
      expect(etag).not.toBe(whole.headers.etag)
      expect((await get("/blog/plain", { "accept-encoding": encoding, "if-none-match": etag })).status).toBe(
        304,
      )
    }
  })

  test("keeps the path prefix in the redirect to the right trailing slash", async () => {
    for (const [from, to] of [
      ["/blog/plain/?a=1", "/blog/plain?a=1"],
      ["/blog/files/a/", "/blog/files/a"],
    ] as const) {
      const { status, headers } = await get(from)
      expect([status, headers.location]).toEqual([301, to])
    }
  })

  test("puts the query into the page as it was sent", async () => {
    const { text } = await get("/blog/files/a?q=a+b&q=%C3%A4&y[z]=1")
    expect(text).toContain('"path":"/files/a?q=a+b&q=%C3%A4&y[z]=1"')
    expect(text).toContain(
      "{&quot;q&quot;:[&quot;a b&quot;,&quot;ä&quot;],&quot;y&quot;:{&quot;z&quot;:&quot;1&quot;}}",
    )
  })

  test("follows redirects of createRedirect with parameters and query", async () => {
    for (const [from, status, to] of [
      ["/blog/old?a=1", 301, "/blog/plain?a=1"],
      ["/blog/OLD", 301, "/blog/plain"],
      ["/blog/moved/a%20b", 307, "/blog/files/a%20b"],
      ["/blog/far/x/Y", 302, "https://example.com/x/Y"],
    ] as const) {
      const response = await get(from)
      expect([response.status, response.headers.location]).toEqual([status, to])
    }
    const rewritten = await get("/blog/under/another/name")
    expect([rewritten.status, rewritten.text.includes("The page plain")]).toEqual([200, true])
  })

  test("generates a DSG page once", async () => {
    const [first, second] = [await get("/blog/deferred"), await get("/blog/deferred")]
    expect(first.text).toMatch(/<h1>Not ours<!-- -->, at <!-- -->0\.\d+/)
    expect(second.text).toBe(first.text)
    expect(second.headers["cache-control"]).toBe("public, max-age=0, must-revalidate")
    expect(second.headers["cache-status"]).toMatch(/^gatsby-host; hit/)
    expect(second.headers["gatsby-host-cache-control"]).toBeUndefined()
  })

  test("caches functions by their Cache-Control", async () => {
    const [first, second] = [await get("/blog/api/ends"), await get("/blog/api/ends")]
    expect(second.text).toBe(first.text)
  })
})

describe("errors of pages and functions", () => {
  test("responds with 400 to paths that cannot be decoded once or twice", async () => {
    for (const path of [
      "/blog/%zz",
      "/blog/files/a%25b",
      "/blog/page-data/files/a%25b/page-data.json",
      "/blog/app/%2500",
      "/blog/page-data/app/a%25b/page-data.json",
      "/blog/files/%00",
      "/blog/api/%ff",
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 400])
    }
  })

  test.each(["throw", "render", "header"])(
    "%s: responds with 500.html and the request ID to a visit",
    async (how) => {
      const { status, headers, text } = await get(`/blog/ends?how=${how}`)
      expect(status).toBe(500)
      expect(headers["cache-control"]).toBe("no-store")
      expect(text).toContain("Static 500")
      expect(text).toContain(`Request ${headers["x-request-id"]}`)
      expect(text).not.toContain("secret")
      const line = await logLine(running.site.output, String(headers["x-request-id"]), '"err"')
      expect(line).toContain(how === "header" ? "Invalid character" : "secret: broken")
    },
  )

  test("responds to page data with the request ID of a proxy", async () => {
    const { status, text } = await get("/blog/page-data/ends/page-data.json?how=throw", {
      "x-request-id": "given-by-a-proxy",
    })
    expect([status, JSON.parse(text)]).toEqual([
      500,
      { error: "Internal Server Error", requestId: "given-by-a-proxy" },
    ])
  })

  test("an error of a function, also after it returned, fails its own request only", async () => {
    const pid = (await get("/blog/api/ends?how=pid")).text
    expect((await get("/blog/api/ends?how=throw")).status).toBe(500)
    const late = await get("/blog/api/ends?how=late")
    expect([late.status, late.text.includes("secret")]).toEqual([500, false])
    expect((await get("/blog/api/ends?how=after")).text).toBe("sent")
    expect((await get("/blog/ends?how=late")).status).toBe(200)
    await logLine(running.site.output, "secret: thrown late")
    await logLine(running.site.output, "secret: late rejection")
    expect((await get("/blog/api/ends?how=pid")).text).toBe(pid)
  })

  test("logs the error of a function with the ID of its request", async () => {
    for (const how of ["throw", "throw&again"]) {
      const { headers, text } = await get(`/blog/api/ends?how=${how}`)
      expect(text).toContain(`Request ${headers["x-request-id"]}`)
      const line = await logLine(running.site.output, String(headers["x-request-id"]), '"err"')
      expect(JSON.parse(line)).toMatchObject({
        url: `/blog/api/ends?how=${how}`,
        err: { message: "secret: thrown" },
      })
    }
  })

  test("a function receives the forwarded address only from a trusted proxy", async () => {
    const forwarded = { "x-forwarded-for": "192.0.2.7", "x-forwarded-proto": "https" }
    expect(JSON.parse((await get("/blog/api/ends?how=from", forwarded)).text)).toEqual({
      ip: "127.0.0.1",
      protocol: "http",
    })
    const trusting = await startHost(running.site.directory, { TRUST_PROXY: "loopback" })
    const { text } = await sendRequest(`${trusting.url}/blog/api/ends?how=from`, { headers: forwarded })
    await trusting.stop()
    expect(JSON.parse(text)).toEqual({ ip: "192.0.2.7", protocol: "https" })
  })

  test("refuses a header that is too large", async () => {
    expect((await get("/blog/plain", { "x-large": "x".repeat(20_000) })).status).toBe(431)
  })

  test("responds with 404: the site's page, or text if HTML is not accepted", async () => {
    const { status, text } = await get("/blog/nope.json", { accept: "application/json" })
    expect([status, text]).toEqual([404, "Not Found"])
    expect((await get("/elsewhere")).status).toBe(404)
    expect((await get("/blog/api/nope")).status).toBe(404)
  })
})

test("metrics contain the component of a page and the duration of its steps", async () => {
  await get("/blog/files/metrics")
  const { text } = await get("/metrics")
  expect(text).toMatch(/http_requests_total\{route="component---src-pages-files-tsx",status="200"\} \d+/)
  expect(text).toContain('gatsby_page_seconds_count{step="load"')
})
