import { hydrated, openPage, type WatchedPage } from "#tests/support/browser/watched-page"
import { runInChromium } from "#tests/support/servers/running"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

const running = runInChromium(() => sharedHost(fixture))
const open: WatchedPage[] = []
afterEach(() => Promise.all(open.splice(0).map(({ close }) => close())))

/** Opens `/cases/<kind>` in a new tab. */
async function visit(kind: string, cookie?: string) {
  const watched = await openPage(running.browser)
  open.push(watched)
  const { page } = watched
  // The path of the cookie is that of the site, so that the API gets it too.
  if (cookie) await page.context().addCookies([{ url: `${running.site.url}/`, name: "user", value: cookie }])
  await page.goto(`${running.site.url}/cases/${kind}`)
  await hydrated(page)
  const quiet = async () => {
    await page.evaluate(
      () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
    )
    await page.waitForLoadState("networkidle")
  }
  await quiet()
  const link = (name: string) => page.getByRole("link", { name, exact: true })
  return {
    ...watched,
    quiet,
    link,
    rows: () => page.locator("li").allTextContents(),
    shown: () => page.locator("#shown").textContent(),
    async press(name: string) {
      await page.getByRole("button", { name, exact: true }).click()
      await quiet()
    },
    async go(name: string) {
      await link(name).click()
      if (name !== "tab 2") await page.getByRole("heading", { name, exact: true }).waitFor()
      await quiet()
    },
    async back() {
      await page.goBack()
      await quiet()
    },
  }
}

const html = async (kind: string, cookie = "") =>
  (await fetch(`${running.site.url}/cases/${kind}`, { headers: { cookie } })).text()
const rowsTo = (count: number) => Array.from({ length: count }, (_, row) => `row ${row}`)

test.each(["feed", "list"])(
  "the %s keeps its rows when a link is hovered or focused, and after Link, Back and another parameter",
  async (kind) => {
    const { page, link, rows, press, go, back, quiet, complaints } = await visit(kind)
    const more = async (count: number) => {
      await press("More")
      await page.getByText(`row ${count - 1}`, { exact: true }).waitFor()
      expect(await rows()).toEqual(rowsTo(count))
    }
    await more(10)
    await more(15)
    const prefetched = page.waitForResponse(/page-data\/cases\/\w+-too\//)
    await link(`${kind}-too`).hover()
    await (await prefetched).finished()
    await quiet()
    expect(await rows()).toEqual(rowsTo(15))
    const focused = page.waitForResponse(/tab=2/)
    await link("tab 2").focus()
    await (await focused).finished()
    await quiet()
    expect(await rows()).toEqual(rowsTo(15))
    await go("tab 2")
    expect(await rows()).toEqual(rowsTo(15))
    await back()
    expect(await rows()).toEqual(rowsTo(15))
    // The next page follows the last row, without a hole.
    await more(20)
    // A merged list starts again on the other page, because its component does.
    if (kind === "list") return
    await go(`${kind}-too`)
    expect(await rows()).toEqual(rowsTo(20))
    await back()
    expect(await rows()).toEqual(rowsTo(20))
    expect(complaints).toEqual([])
  },
)

test("onCacheEntryAdded starts once for a query that a page sends, on a visit and by Link", async () => {
  const starts = (tab: WatchedPage) => tab.page.evaluate(() => window.liveStarts)
  const visited = await visit("live")
  await visited.page.getByText("text of text, live").waitFor()
  expect(await starts(visited)).toBe(1)
  const linked = await visit("home")
  await linked.go("live")
  await linked.page.getByText("text of text, live").waitFor()
  await linked.go("home")
  await linked.back()
  expect(await linked.shown()).toBe("text of text, live")
  expect(await starts(linked)).toBe(1)
  expect([...visited.api, ...linked.api]).toEqual([])
  expect([...visited.complaints, ...linked.complaints]).toEqual([])
})

test("a query with keepUnusedDataFor: 0 is shown without a request and without a hydration warning", async () => {
  expect(await html("short")).toContain("text of text")
  const { shown, api, complaints } = await visit("short")
  expect(await shown()).toBe("text of text")
  expect(api).toEqual([])
  expect(complaints).toEqual([])
})

test.each(["dated", "dated-collected"])("%s: a query with a Date is left to the browser", async (kind) => {
  expect(await html(kind)).toContain('<p id="shown">Loading</p>')
  const { page, api, complaints } = await visit(kind)
  await page.getByText("2026", { exact: true }).waitFor()
  expect(api).toEqual(["/api/case/when?id=x"])
  expect(complaints).toEqual([])
})

test("after a failed optimistic update the old value returns, and stays after Link and Back", async () => {
  const { page, shown, press, go, back, link } = await visit("votes")
  await press("Vote")
  await page.waitForFunction(() => document.querySelector("#shown")?.textContent === "1")
  await link("home").hover()
  await go("home")
  await back()
  expect(await shown()).toBe("1")
})

describe("the visitor's data", () => {
  test("are rendered on a private page that prefetches nothing, and never on a shared page", async () => {
    expect(await html("me-collected", "user=zoe")).toContain('<p id="shown">zoe</p>')
    const shared = await Promise.all(["zoe", "bob"].map((name) => html("me-shared", `user=${name}`)))
    for (const text of shared) {
      expect(text).toContain('<p id="shown">Loading</p>')
      expect(text).not.toMatch(/zoe|bob|nobody|visitId/)
    }
    const { page, api, complaints } = await visit("me-shared", "zoe")
    await page.getByText("zoe", { exact: true }).waitFor()
    expect(api).toEqual(["/api/case/me"])
    expect(complaints).toEqual([])
  })

  test("are not shown after resetApiState, by Link or Back", async () => {
    const { page, shown, press, go, back, api, complaints } = await visit("me", "zoe")
    expect(await shown()).toBe("zoe")
    await go("home")
    await go("me")
    await page.context().clearCookies()
    await press("Reset")
    await page.getByText("nobody", { exact: true }).waitFor()
    await go("home")
    await go("me")
    expect(await shown()).toBe("nobody")
    await back()
    await back()
    expect(await shown()).toBe("nobody")
    expect(api).toEqual(["/api/case/me"])
    expect(complaints).toEqual([])
  })

  test.each(["Link", "Back"])(
    "are not shown by %s after resetApiState on a page that does not use them",
    async (way) => {
      const { page, shown, press, go, back, api, complaints } = await visit("me", "zoe")
      await go("home")
      await page.context().clearCookies()
      await press("Reset")
      if (way === "Link") await go("me")
      else await back()
      await page.getByText("nobody", { exact: true }).waitFor()
      expect(await shown()).toBe("nobody")
      expect(api).toEqual(["/api/case/me"])
      expect(complaints).toEqual([])
    },
  )

  test("are in no part of the tab after a log-out that loads a document", async () => {
    const { page, go } = await visit("me", "zoe")
    await go("home")
    await page.context().clearCookies()
    await page.evaluate(() => location.replace(`${location.pathname.replace("home", "me")}`))
    await page.getByText("nobody", { exact: true }).waitFor()
    await page.goBack()
    expect(await page.content()).not.toContain("zoe")
  })
})

test("several APIs, skipToken, skip, a lazy query and Suspense render on the server", async () => {
  const text = await html("hooks")
  expect(text).toContain('<p id="shown">Book b1</p>')
  expect(text).toContain('<p id="lazy">Book lazy</p>')
  expect(text).toContain('<p id="skipped">skipped</p>')
  const { page, api, complaints, press } = await visit("hooks")
  expect(api).toEqual([])
  await press("Load")
  await page.getByText("Book later, by the API").waitFor()
  expect(api).toEqual(["/api/book?id=later"])
  expect(complaints).toEqual([])
})

test("a page that renders a Redirect leads to its target, with a line in the log", async () => {
  const response = await fetch(`${running.site.url}/cases/redirect`)
  expect(response.status).toBe(200)
  expect(await response.text()).toContain('content="0;url=/blog/plain"')
  expect(running.site.output()).toContain("rendered a Redirect to /blog/plain")
  const { page, close } = await openPage(running.browser)
  await page.goto(`${running.site.url}/cases/redirect`, { waitUntil: "commit" })
  await page.waitForURL(/\/blog\/plain$/)
  await page.getByText("plain", { exact: false }).first().waitFor()
  await close()
})

test("a component that suspends for ever ends in a 503, with a line in the log", async () => {
  const started = performance.now()
  const { status } = await fetch(`${running.site.url}/cases/suspended`)
  expect(status).toBe(503)
  expect(performance.now() - started).toBeLessThan(30_000)
  expect(running.site.output()).toContain(
    "/cases/suspended was not rendered. A component suspends for longer",
  )
})
