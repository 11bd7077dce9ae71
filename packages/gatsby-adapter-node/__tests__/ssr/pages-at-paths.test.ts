import { sendRequest } from "#tests/support/servers/cached-origin"
import { logLine } from "#tests/support/servers/processes"
import { runSite } from "#tests/support/servers/running"
import { startHost } from "#tests/support/servers/servers"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

const running = runSite(() => sharedHost(fixture))
const get = (path: string, headers: Record<string, string> = {}) =>
  sendRequest(`${running.site.url}${path}`, { headers })

/** Returns the props that the page shows in its HTML. */
function propsIn(html: string): { params: object; url: string; ownPath?: string } {
  const text = /<pre>(.*?)<\/pre>/s.exec(html)?.[1] ?? "{}"
  const characters: Record<string, string> = { "&quot;": '"', "&#x27;": "'", "&amp;": "&" }
  return JSON.parse(text.replace(/&(?:quot|#x27|amp);/g, (entity) => characters[entity] ?? entity))
}

describe("an SSR page whose path has letters outside ASCII, spaces or quotes", () => {
  test.each([
    ["/wörter", ["/w%C3%B6rter", "/w%c3%b6rter", "/%77%C3%B6rter"]],
    ["/a b", ["/a%20b", "/%61%20b"]],
    ["/d'or", ["/d'or", "/d%27or"]],
    [
      '/größe "x" & más/ünï',
      [
        "/gr%C3%B6%C3%9Fe%20%22x%22%20&%20m%C3%A1s/%C3%BCn%C3%AF",
        "/gr%C3%B6%C3%9Fe%20%22x%22%20%26%20m%C3%A1s/%C3%BCn%C3%AF",
      ],
    ],
  ])("%s responds in each spelling, and so do its data", async (path, spellings) => {
    const encoded = encodeURI(path)
    for (const spelling of spellings) {
      const visit = await get(`${spelling}?q=%C3%B6`)
      expect([spelling, visit.status]).toEqual([spelling, 200])
      expect(propsIn(visit.text)).toEqual({ params: {}, url: `${encoded}?q=%C3%B6`, ownPath: path })
      // `location` in the browser has the encoded path. The first render in the browser must be equal to the HTML.
      expect(visit.text).toContain(`<h1>/blog${encoded.replace("&", "&amp;").replace("'", "&#x27;")}</h1>`)
      const data = await get(`/page-data${spelling}/page-data.json?q=%C3%B6`)
      expect(data.status).toBe(200)
      const { path: pathOfData, result } = JSON.parse(data.text)
      expect(pathOfData).toBe(`${path}?q=%C3%B6`)
      expect(result.serverData).toMatchObject({ params: {}, ownPath: path })
    }
  })

  test("redirects to the right trailing slash", async () => {
    const { status, headers } = await get("/w%c3%b6rter/?a=1")
    expect([status, headers.location]).toEqual([301, "/blog/w%C3%B6rter?a=1"])
  })

  test("static and DSG pages respond too", async () => {
    for (const path of ["/l%C3%B6we", "/l%c3%b6we", "/k%C3%A4se", "/k%c3%a4se"])
      expect([path, (await get(path)).status]).toEqual([path, 200])
  })

  test("a page that is not found by its own path is a 404, not an error", async () => {
    for (const path of ["/d'avant", "/d%27avant", "/d%2527avant"])
      expect([path, (await get(path)).status]).toEqual([path, 404])
  })
})

describe("a page with a matchPath", () => {
  test.each([
    ["/shop", {}, "/shop"],
    ["/shop/x%20y", { item: "x y" }, "/shop/x%20y"],
    ["/%73hop/%C3%BC", { item: "ü" }, "/shop/%C3%BC"],
    ["/l%C3%A4nder", {}, "/l%C3%A4nder"],
    ["/l%c3%a4nder/de/a%2Fb/c", { land: "de", "*": "a/b/c" }, "/l%C3%A4nder/de/a%2Fb/c"],
  ])("%s has the parameters %j, and so have its data", async (path, params, url) => {
    const visit = await get(path)
    expect([visit.status, propsIn(visit.text)]).toEqual([200, { params, url }])
    const data = JSON.parse((await get(`/page-data${path}/page-data.json`)).text)
    expect(data.result.serverData).toMatchObject({ params })
    // Gatsby's router in the browser renders nothing if the matchPath does not match the address.
    expect("matchPath" in data).toBe(Object.keys(params).length > 0)
  })

  test("keeps requests at the same time apart", async () => {
    const paths = Array.from({ length: 20 }, (_, index) => (index % 2 ? "/shop" : `/shop/${index}`))
    const responses = await Promise.all(paths.map((path) => get(`${path}?at=${Math.random()}`)))
    expect(responses.map(({ text }) => propsIn(text).params)).toEqual(
      paths.map((path) => (path === "/shop" ? {} : { item: path.slice("/shop/".length) })),
    )
  })

  test("is not the page of longer paths", async () => {
    expect((await get("/shop/1/2")).status).toBe(404)
    expect((await get("/page-data/shop/1/2/page-data.json")).status).toBe(404)
  })

  test("is generated once for each path if it is a DSG page", async () => {
    const text = async (path: string) => (await get(path)).text
    const [one, again, other] = [await text("/later/1"), await text("/later/1"), await text("/later/2")]
    expect(one).toMatch(/<h1>Not ours<!-- -->, at <!-- -->0\.\d+/)
    expect(again).toBe(one)
    expect(other).not.toBe(one)
  })

  test("is a client-only route if it is static", async () => {
    for (const path of ["/konto", "/konto/x/y"]) expect((await get(path)).text).toContain("<h1>Konto</h1>")
  })
})

describe("a 404 page of a language", () => {
  test.each([
    ["static", "/de/nirgends", "/page-data/de/404/page-data.json"],
    ["SSR", "/fr/nulle-part", "/page-data/fr/nulle-part/page-data.json"],
    ["DSG", "/it/da/nessuna/parte", "/page-data/it/da/nessuna/parte/page-data.json"],
  ])("keeps status 404 if it is %s; its data have the status in X-Page-Status", async (_mode, path, data) => {
    for (const times of [1, 2]) {
      const visit = await get(path)
      expect([times, visit.status]).toEqual([times, 404])
      expect(visit.text).not.toContain("Static 404")
      const response = await get(data)
      expect([response.status, response.headers["x-page-status"]]).toEqual([200, "404"])
      expect(JSON.parse(response.text).componentChunkName).toMatch(/templates/)
    }
  })

  test("is sent whole to a conditional request and a request for a range", async () => {
    const etag = String((await get("/de/x")).headers.etag)
    const conditions: Record<string, string>[] = [{ "if-none-match": etag }, { range: "bytes=0-4" }]
    for (const headers of conditions) {
      const { status, text } = await get("/de/x", headers)
      expect([status, text.includes("Nicht gefunden")]).toEqual([404, true])
    }
  })

  test("is text for clients that do not accept HTML", async () => {
    const { status, text } = await get("/de/x.json", { accept: "application/json" })
    expect([status, text]).toEqual([404, "Not Found"])
  })
})

describe("images", () => {
  test("a page that queries an image responds with 501 and the reason, which the log has too", async () => {
    for (const path of ["/picture", "/page-data/picture/page-data.json"]) {
      const { status, text, headers } = await get(path)
      expect([path, status]).toEqual([path, 501])
      expect(text).toMatch(
        /^This page queries an image, and this host cannot create images while it serves pages\./,
      )
      await logLine(running.site.output, String(headers["x-request-id"]), "page with images failed")
    }
  })

  test("an image that the build did not create is a 404 with the reason", async () => {
    const { status, text, headers } = await get("/_gatsby/image/a/b/c.png?u=https%3A%2F%2Fe.example%2Fc.png")
    expect(status).toBe(404)
    expect(headers["content-type"]).toMatch(/^text\/plain/)
    expect(text).toMatch(/^The build did not create this file\. This host has no Image CDN/)
  })
})

test("pages and functions read variables of the running host from globalThis.process.env only", async () => {
  const host = await startHost(running.site.directory, { FIXTURE_VARIABLE: "run time" })
  for (const path of ["/blog/environment", "/blog/api/environment"]) {
    const { text } = await sendRequest(host.url + path, {})
    expect(text.replaceAll("&quot;", '"')).toContain('{"atBuild":null,"atRunTime":"run time"}')
  }
  await host.stop()
})
