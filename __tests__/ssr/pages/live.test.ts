import fetch from "node-fetch"
import { mainTextOf } from "../../support/browser/page-text"
import { type Dashboard, startDashboard } from "../../support/servers/dashboard"
import { minutes } from "../../support/servers/running"
import { type RunningSite, startSiteHost } from "../../support/servers/servers"
import { reachline } from "../../support/servers/sites"

let dashboard: Dashboard
let site: RunningSite
/** A host of the same site that sends no requests to the Web Platform Dashboard. */
let offline: RunningSite

// The host has no response cache, so that each request reaches the page.
const start = (url: string) =>
  startSiteHost(reachline, { WEBSTATUS_URL: url, CACHE_MAX_MB: "0", LOG_LEVEL: "error" })

beforeAll(async () => {
  dashboard = await startDashboard()
  site = await start(dashboard.url)
  offline = await start("off")
}, minutes(9))
afterAll(async () => {
  await Promise.all([site?.stop(), offline?.stop()])
  await dashboard?.close()
})

const heading = "Web Platform Dashboard"

async function visit(path: string, { url } = site) {
  const response = await fetch(url + path)
  const text = mainTextOf(await response.text())
  const [page = "", panel = ""] = text.split(heading)
  return { response, page, panel }
}

async function live(id: string, { url } = site) {
  const response = await fetch(`${url}/api/features/${id}/live`, { redirect: "manual" })
  // biome-ignore lint/suspicious/noExplicitAny: the test checks the shape
  return { response, body: (await response.json()) as any }
}

test("the dashboard's data is in the page, and its time in the headers", async () => {
  // The first request of a process is slower, because it also loads the client of the dashboard.
  await live("has")
  const { response, panel } = await visit("/features/grid")
  expect(panel).toMatch(/Chrome 91\.0% .*95\.0%.* 23\.5% of page loads .*mozilla : positive.* 34 votes/)
  expect(response.headers.get("server-timing")).toMatch(/remote;dur=/)
  const endpoint = await live("grid")
  expect(endpoint.body).toMatchObject({ id: "grid", status: "available", chromeUsage: 0.2345 })
  expect(endpoint.response.headers.get("server-timing")).toMatch(/remote;dur=/)
  expect(endpoint.response.headers.get("cache-control")).toBe(
    "public, max-age=0, s-maxage=300, stale-while-revalidate=86400",
  )
})

test("a slow dashboard does not delay the page: the browser requests the panel", async () => {
  const release = dashboard.hold()
  dashboard.requestedIds.length = 0
  const { response, page, panel } = await visit("/features/dialog")
  expect(response.status).toBe(200)
  // The server sent the page before the dashboard responded.
  expect(dashboard.open).toBe(1)
  expect(page).toBe((await visit("/features/dialog", offline)).page)
  expect(panel).toBe("")
  const requested = live("dialog")
  release()
  expect((await requested).body.status).toBe("available")
})

test("a failed dashboard does not change the page, and gets no second request for 30 s", async () => {
  dashboard.fault = "500"
  dashboard.requestedIds.length = 0
  const { response, page, panel } = await visit("/features/subgrid")
  expect(response.status).toBe(200)
  expect(page).toBe((await visit("/features/subgrid", offline)).page)
  expect(panel).toBe("")
  dashboard.fault = undefined

  const { response: endpoint, body } = await live("subgrid")
  expect(endpoint.status).toBe(200)
  expect(body).toEqual({
    id: "subgrid",
    source: "https://webstatus.dev/features/subgrid",
    status: "failed",
  })
  expect(endpoint.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=15")
  expect(dashboard.requestedIds).toEqual(["subgrid"])
})

test("without a dashboard, the page has no panel and the endpoint reports it, cached like figures", async () => {
  const { page, panel } = await visit("/features/grid", offline)
  expect(page).toContain("Grid")
  expect(panel).toBe("")
  const { response, body } = await live("grid", offline)
  expect(body.status).toBe("disabled")
  expect(response.headers.get("cache-control")).toContain("s-maxage=300")
})

test("redirects a moved feature and returns 404 for an unknown one without a dashboard request", async () => {
  dashboard.requestedIds.length = 0
  const moved = await fetch(`${site.url}/api/features/masonry/live`, { redirect: "manual" })
  expect(moved.status).toBe(301)
  expect(moved.headers.get("location")).toMatch(/\/api\/features\/grid-lanes\/live$/)
  const { response, body } = await live("gird")
  expect(response.status).toBe(404)
  expect(body.suggestions).toContain("grid")
  expect(dashboard.requestedIds).toEqual([])
})
