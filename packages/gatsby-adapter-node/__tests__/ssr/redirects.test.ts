import { sendRequest } from "#tests/support/servers/cached-origin"
import { runSite } from "#tests/support/servers/running"
import { startHost } from "#tests/support/servers/servers"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

const running = runSite(() => sharedHost(fixture))
const get = (path: string, headers: Record<string, string> = {}) =>
  sendRequest(`${running.site.url}${path}`, { headers })

test.each([
  ["/alte%20gr%C3%B6%C3%9Fe", 301, "/blog/w%C3%B6rter"],
  ["/Alte%20GR%c3%96%C3%9Fe?a=1", 301, "/blog/w%C3%B6rter?a=1"],
  ["/d%C3%B6rfer/%C3%A4/b?y=1", 301, "/blog/files/%C3%A4/b?y=1"],
  ["/forced?a=1", 302, "/blog/plain?by=force#top"],
  ["/find?kind=file&q=a%26b&z=1", 302, "/blog/files/a%26b?x=a%26b"],
  ["/find?q=a", 302, "/blog/plain?q=a"],
  ["/alt?id=1", 301, "/blog/files/one"],
  ["/alt?id=7&z=2", 302, "/blog/files/7?z=2"],
  ["/api/old?a=1", 308, "/blog/api/request?a=1"],
])("%s redirects with %i to %s", async (from, status, to) => {
  const response = await get(from)
  expect([response.status, response.headers.location]).toEqual([status, to])
})

test("a redirect without force, or without the required query, does not replace a page", async () => {
  expect((await get("/static?go=1")).text).toContain("<h1>Static</h1>")
  expect((await get("/alt")).status).toBe(404)
})

test("a redirect that the build refused does not apply", async () =>
  expect((await get("/sprache", { "accept-language": "de" })).status).toBe(404))

describe("a redirect with status 410 or 200", () => {
  test("responds with the content of its target, and its status", async () => {
    const gone = await get("/gone/x/y")
    expect([gone.status, gone.text.includes("<h1>Static</h1>")]).toEqual([410, true])
    const rendered = await get("/gone-too")
    expect([rendered.status, rendered.text.includes("<h1>/blog/fr/404</h1>")]).toEqual([410, true])
  })

  test("leads to a function, or to a page with the query of its target", async () => {
    const { status, text } = await get("/data.json?a=1")
    expect([status, JSON.parse(text).query]).toEqual([201, { from: "rewrite" }])
    expect((await get("/seiten/eins?a=1")).text).toContain(
      "{&quot;rest&quot;:&quot;eins&quot;,&quot;query&quot;:{&quot;from&quot;:&quot;rewrite&quot;}}",
    )
  })
})

describe("a redirect from another host", () => {
  const location = async (url: string, headers: Record<string, string>) =>
    (await sendRequest(`${url}/static?a=1`, { headers })).headers.location

  test("applies to each path of that host, and not to other hosts", async () => {
    const { url } = running.site
    expect(await location(url, { host: "old.example.com" })).toBe("https://new.example.com/blog/static?a=1")
    expect(await location(url, { host: "OLD.example.com:9000" })).toBe(
      "https://new.example.com/blog/static?a=1",
    )
    expect(await location(url, { host: "new.example.com" })).toBeUndefined()
  })

  test("applies to a forwarded host only behind a trusted proxy", async () => {
    const headers = { "x-forwarded-host": "old.example.com", "x-forwarded-proto": "https" }
    expect(await location(running.site.url, headers)).toBeUndefined()
    const trusting = await startHost(running.site.directory, { TRUST_PROXY: "loopback" })
    expect(await location(`${trusting.url}/blog`, headers)).toBe("https://new.example.com/blog/static?a=1")
    await trusting.stop()
  })
})
