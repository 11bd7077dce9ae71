import { readFileSync } from "node:fs"
import type { AxeResults } from "axe-core"
import type { Page } from "playwright-core"
import { hydrated, openPage } from "../../support/browser/watched-page"
import { type Dashboard, feature, startDashboard } from "../../support/servers/dashboard"
import { runInChromium } from "../../support/servers/running"
import { startSiteHost } from "../../support/servers/servers"
import { reachline } from "../../support/servers/sites"

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")
let dashboard: Dashboard

const running = runInChromium(async () => {
  dashboard = await startDashboard()
  return startSiteHost(reachline, { WEBSTATUS_URL: dashboard.url, LOG_LEVEL: "error" })
})
afterAll(() => dashboard.close())
afterEach(() => {
  dashboard.respond = feature
})

/** A page that records its API requests. */
async function open(width = 1280, colorScheme: "light" | "dark" = "light") {
  const opened = await openPage(running.browser, { viewport: { width, height: 800 }, colorScheme })
  return { ...opened, visit: (path: string) => opened.page.goto(running.site.url + path) }
}

const panelOf = (page: Page) => page.getByRole("region", { name: "Web Platform Dashboard" })
const votes = (page: Page) => panelOf(page).getByText("34 votes")

test.each([
  [1280, "light"],
  [360, "dark"],
] as const)("a panel that is ready in time is in the HTML, %i px wide in %s", async (width, colorScheme) => {
  const { page, api, complaints, visit, close } = await open(width, colorScheme)
  await visit("/features/grid")
  await votes(page).waitFor()
  await hydrated(page)
  await page.waitForLoadState("networkidle")
  expect(api).toEqual([])
  expect(complaints).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  // Evaluates the script through Chromium's debugger, to which the Content-Security-Policy does not apply.
  await page.evaluate(axe)
  const { violations } = (await page.evaluate("axe.run()")) as AxeResults
  expect(violations).toEqual([])
  await close()
})

test.each([
  [360, "has"],
  [1280, "subgrid"],
])("a late panel is requested once, and nothing moves when it arrives, %i px wide", async (width, id) => {
  const release = dashboard.hold()
  dashboard.requestedIds.length = 0
  const { page, api, complaints, visit, close } = await open(width)
  await visit(`/features/${id}`)
  await hydrated(page)
  expect(await panelOf(page).count()).toBe(0)
  const shifts = await page.evaluateHandle(() => {
    const seen: number[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push((entry as unknown as { value: number }).value)
    }).observe({ type: "layout-shift" })
    return seen
  })
  release()
  await votes(page).waitFor()
  // Shifts are reported with the next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
  expect(await shifts.jsonValue()).toEqual([])
  expect(api).toEqual([`/api/features/${id}/live`])
  expect(dashboard.requestedIds).toEqual([id])
  expect(complaints).toEqual([])
  await close()

  // The shared cache keeps the page without the panel's data. These data have their own cache entry.
  const second = await open(width)
  await second.visit(`/features/${id}`)
  await votes(second.page).waitFor()
  expect(second.api).toEqual([`/api/features/${id}/live`])
  expect(dashboard.requestedIds).toEqual([id])
  await second.close()
})

test("after a link, the panel is part of the page data, or requested if it is late", async () => {
  const { page, api, complaints, visit, close } = await open()
  await visit("/features?q=dialog")
  await hydrated(page)
  api.length = 0
  await page.getByRole("link", { name: "<dialog>", exact: true }).click()
  await votes(page).waitFor()
  expect(api).toEqual([])
  await visit("/features?q=masks")
  await hydrated(page)
  api.length = 0
  const release = dashboard.hold()
  const requested = page.waitForRequest(/\/live$/)
  await page.getByRole("link", { name: "Masks", exact: true }).click()
  await requested
  release()
  await votes(page).waitFor()
  expect(api).toEqual(["/api/features/masks/live"])
  expect(complaints).toEqual([])
  await close()
})

test("a failure takes no room, and is not cached with the page", async () => {
  const { page, api, visit, close } = await open()
  dashboard.fault = "500"
  const failure = page.waitForResponse(/\/api\/features\/nesting\/live$/)
  await visit("/features/nesting")
  expect(((await (await failure).json()) as { status: string }).status).toBe("failed")
  await hydrated(page)
  expect(await panelOf(page).count()).toBe(0)
  expect(await page.getByText(/Couldn’t load|Try again|webstatus\.dev has no data/).count()).toBe(0)
  dashboard.fault = undefined
  // The server does not retry for 30 s, so this replaces its response.
  await page.route("**/api/features/nesting/live", async (route) => {
    const response = await route.fetch({ url: `${running.site.url}/api/features/grid/live` })
    await route.fulfill({ response })
  })
  api.length = 0
  await visit("/features/nesting")
  await votes(page).waitFor()
  expect(api).toEqual(["/api/features/nesting/live"])
  await page.emulateMedia({ media: "print" })
  expect(await panelOf(page).isVisible()).toBe(false)
  await close()
})

const hostile = [
  "<img src=x onerror=window.ran=1>",
  "</script><script>window.ran=1</script>",
  "{{constructor.constructor('window.ran=1')()}}",
  "\u202eesrever",
]
const long = "x".repeat(20_000)

test("data of the dashboard is rendered as text", async () => {
  const width = 360
  const { page, complaints, visit, close } = await open(width)
  dashboard.respond = (id) => ({
    ...feature(id),
    name: hostile.join(" "),
    wpt: { stable: Object.fromEntries([...hostile, "x".repeat(40)].map((text) => [text, { score: 0.5 }])) },
    vendor_positions: [...hostile, long].flatMap((text) => [
      { vendor: text, position: "no", url: "javascript:window.ran=1" },
      { vendor: "mozilla", position: "<b>no</b>", url: `https://x.example/"><script>window.ran=1</script>` },
      { vendor: "apple", position: "support", url: text },
    ]),
    browser_implementations: { chrome: { version: long } },
    developer_signals: { upvotes: 1e15, link: "data:text/html,<script>window.ran=1</script>" },
  })
  await visit("/features/popover")
  await panelOf(page).getByText("<img src=x onerror=window.ran=1>").first().waitFor()
  await panelOf(page)
    .getByText(`${"x".repeat(100)}: no`)
    .waitFor()
  expect(await panelOf(page).getByRole("row").count()).toBe(2)
  await hydrated(page)
  for (const link of await panelOf(page).getByRole("link").all()) {
    expect(await link.getAttribute("href")).toMatch(/^https:\/\//)
  }
  expect(await page.evaluate(() => (window as { ran?: number }).ran)).toBeUndefined()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  expect((await page.content()).length).toBeLessThan(500_000)
  expect(complaints).toEqual([])
  await close()
})
