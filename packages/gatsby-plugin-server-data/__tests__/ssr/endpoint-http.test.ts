import { logLine } from "#tests/support/servers/processes"
import { minutes, runSite } from "#tests/support/servers/running"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

// A long timeout, because a busy machine is slow. No test measures time.
jest.setTimeout(minutes(0.5))

const running = runSite(() => sharedHost(fixture))

const get = (path: string, init: RequestInit = {}) =>
  fetch(running.site.url + path, { redirect: "manual", ...init })

test("a response is JSON with the headers of a page, and allows every origin", async () => {
  const response = await get("/api/echo?utm_source=x&q=language", { headers: { "accept-language": "de" } })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    query: { q: "language" },
    url: "/api/echo?q=language",
    language: "de",
  })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "cache-control": "public, max-age=0, s-maxage=300",
    "no-vary-search": 'key-order, params, except=("q")',
    "access-control-allow-origin": "*",
    vary: "Accept-Language",
    "server-timing": expect.stringMatching(/^load;dur=/),
  })
})

test("HEAD returns no body, a preflight returns 204, and other methods return 405 with Allow", async () => {
  const head = await get("/api/echo", { method: "HEAD" })
  expect([head.status, await head.text()]).toEqual([200, ""])
  const preflight = await get("/api/echo", { method: "OPTIONS" })
  expect([preflight.status, preflight.headers.get("access-control-allow-methods")]).toEqual([
    204,
    "GET, HEAD, OPTIONS",
  ])
  const deletion = await get("/api/echo", { method: "DELETE" })
  expect([deletion.status, deletion.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"])
  expect(deletion.headers.get("content-type")).toMatch("application/problem+json")
})

test("a redirect has its status and a Location with the path prefix", async () => {
  const response = await get("/api/table/308")
  expect([response.status, response.headers.get("location")]).toEqual([
    308,
    `${fixture.pathPrefix}/api/table/200`,
  ])
})

test.each([
  [
    "/api/table/400",
    400,
    { title: "Bad Request", errors: [{ parameter: "min", message: "Takes 0 to 100." }] },
    "no-store",
  ],
  ["/api/echo?q=1&q=2", 400, { errors: [{ parameter: "q", message: expect.any(String) }] }, "no-store"],
  [
    "/api/table/404",
    404,
    { suggestions: ["200"], detail: "There is no such row." },
    "public, max-age=0, s-maxage=60",
  ],
  ["/api/table/410", 410, { successors: ["200"] }, "public, max-age=0, s-maxage=60"],
  ["/api/table/503", 503, { title: "Service Unavailable" }, "no-store"],
])("%s returns a problem with status %d", async (path, status, members, cacheControl) => {
  const response = await get(path)
  expect(response.status).toBe(status)
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8")
  expect(response.headers.get("cache-control")).toBe(cacheControl)
  expect(response.headers.get("access-control-allow-origin")).toBe("*")
  expect(await response.json()).toMatchObject({ type: "about:blank", status, ...members })
})

test("an unexpected error returns 500 with an ID that is in the log, and no internals", async () => {
  const response = await get("/api/table/500")
  expect(response.status).toBe(500)
  const text = await response.text()
  expect(text).not.toContain("secret")
  const id = /Request ID: ([\w-]{36})/.exec(text)?.[1]
  expect(id).toBeDefined()
  await logLine(running.site.output, `"id":"${id}","method":"GET","url":"/api/table/500"`)
})
