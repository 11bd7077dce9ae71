import { sendRequest } from "../../support/servers/cached-origin"
import { minutes, runSite } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

jest.setTimeout(minutes(1))

const pageHeaders = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": expect.stringMatching(/(?=.*camera=\(\))(?=.*geolocation=\(\))(?=.*microphone=\(\))/),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
}
const endpointHeaders = {
  ...pageHeaders,
  "cross-origin-resource-policy": "cross-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}

const running = runSite(() => sharedHost(reachline))
const get = (path: string, headers = {}, method = "GET") =>
  sendRequest(running.site.url + path, { headers, method })

test.each([
  ["a page", "/features?q=grid", 200],
  ["a page that is not there", "/features/nothing-of-the-kind", 404],
  ["a wrong parameter", "/features?min=x", 400],
  ["a moved page", "/features/masonry", 301],
  ["a page of one visitor", "/you", 200],
  ["page data", "/page-data/features/grid/page-data.json", 200],
])("%s has the security headers", async (_what, path, status) => {
  const response = await get(path)
  expect([response.status, response.headers]).toEqual([status, expect.objectContaining(pageHeaders)])
})

test.each(["/features", "/you", "/features/nothing-of-the-kind"])(
  "%s allows only its own scripts and no frames",
  async (path) => {
    const policy = String((await get(path)).headers["content-security-policy"])
    const scripts = policy.split("; ").find((directive) => directive.startsWith("script-src "))
    expect(scripts).toMatch(/^script-src 'self'( 'sha256-[\w+/=]+')+$/)
    expect(policy).toMatch(/default-src 'self'.*object-src 'none'.*base-uri 'self'.*frame-ancestors 'none'/)
  },
)

test.each([
  ["/api/features/grid", "GET", 200],
  ["/api/features/grid/badge.svg", "GET", 200],
  ["/api/features/nothing-of-the-kind", "GET", 404],
  ["/api/features?min=x", "GET", 400],
  ["/api/audiences", "OPTIONS", 204],
  ["/api/audiences", "PATCH", 405],
])("%s (%s %i) allows all origins to read it, and runs nothing", async (path, method, status) => {
  const response = await get(path, {}, method)
  expect([response.status, response.headers]).toEqual([status, expect.objectContaining(endpointHeaders)])
})

test("files and missing pages have the security headers", async () => {
  for (const path of ["/data", "/favicon.svg", "/nothing/at/all", "/page-data/app-data.json"]) {
    const { headers } = await get(path)
    expect([path, headers]).toEqual([
      path,
      expect.objectContaining({ ...pageHeaders, "x-frame-options": "DENY" }),
    ])
  }
})

test("responses of the host itself have nosniff", async () => {
  for (const [path, method, status] of [
    ["/features/%zz", "GET", 400],
    ["/api/nothing", "GET", 404],
    ["/favicon.svg", "DELETE", 405],
    ["/healthz", "GET", 200],
  ] as const) {
    const response = await get(path, {}, method)
    expect([path, response.status, response.headers["x-content-type-options"]]).toEqual([
      path,
      status,
      "nosniff",
    ])
  }
})

test("sends HSTS only if a trusted proxy reports HTTPS", async () => {
  const https = { "x-forwarded-proto": "https" }
  for (const path of ["/features?q=hsts", "/api/features/has", "/data", "/nothing/at/all"]) {
    const secure = [await get(path, https), await get(path, https)]
    const open = await get(path)
    expect([path, ...[...secure, open].map(({ headers }) => headers["strict-transport-security"])]).toEqual([
      path,
      "max-age=31536000",
      "max-age=31536000",
      undefined,
    ])
  }
})
