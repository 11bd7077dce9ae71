import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import type { Page } from "playwright-core"
import { hydrated, openPage } from "#tests/support/browser/watched-page"
import { runInChromium } from "#tests/support/servers/running"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

const running = runInChromium(() => sharedHost(fixture))

/** Opens a page in a new tab. `api` records its requests to the JSON API. */
async function visit(path: string, { at, ...options }: { at?: number; javaScriptEnabled?: boolean } = {}) {
  const watched = await openPage(running.browser, options)
  if (at !== undefined) await watched.page.clock.setFixedTime(at)
  await watched.page.goto(running.site.url + path)
  if (options.javaScriptEnabled !== false) await hydrated(watched.page)
  /** Waits until effects have run and their requests have responses. */
  const quiet = async () => {
    await watched.page.evaluate(
      () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
    )
    await watched.page.waitForLoadState("networkidle")
  }
  const click = (name: string) =>
    watched.page.getByRole("link", { name, exact: true }).dispatchEvent("click", { button: 0 })
  const heading = (name: string) =>
    watched.page
      .getByRole("heading", { name, exact: true, level: 1, includeHidden: true })
      .waitFor({ state: "attached" })
  return { ...watched, quiet, click, heading }
}

/** Requests a page. Tries again if the host is too busy (503). */
async function html(path: string): Promise<string> {
  const response = await fetch(running.site.url + path)
  return response.status === 503 ? wait(500).then(() => html(path)) : response.text()
}
const passes = (path: string) =>
  running.site.output().match(new RegExp(`rendered ${path.replace("?", "\\?")} in (\\d)`))?.[1]

test("a visit makes no API request and logs no warning, and its HTML needs no JavaScript", async () => {
  const { page, api, complaints, quiet, close } = await visit("/books")
  await quiet()
  const rows = await page.locator("li").allTextContents()
  const plain = await visit("/books", { javaScriptEnabled: false })
  expect(rows).toHaveLength(50)
  expect(await plain.page.locator("li").allTextContents()).toEqual(rows)
  expect(api).toEqual([])
  expect(complaints).toEqual([])
  expect(passes("/books")).toBe("1")
  await Promise.all([close(), plain.close()])
})

test("a Link makes one page-data request and never shows “Loading”, and Back makes no request", async () => {
  const { page, api, pageData, complaints, quiet, click, heading, close } = await visit("/books")
  await click("Book 3")
  await heading("Book b3")
  await quiet()
  expect(await page.evaluate(() => window.headings)).not.toContain("Loading")
  await page.goBack()
  await heading("Books")
  await quiet()
  expect(pageData).toEqual(["/page-data/book/page-data.json?id=b3"])
  expect(api).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

test("a page that forgot to prefetch is rendered completely in three passes, and makes no API request", async () => {
  expect(await html("/forgetful")).toMatch(/<h1>Book a<\/h1><h2>Shelf a<\/h2>/)
  expect(passes("/forgetful")).toBe("3")
  const { page, api, complaints, quiet, heading, close } = await visit("/forgetful")
  await heading("Book a")
  await quiet()
  expect(api).toEqual([])
  expect(complaints).toEqual([])
  expect(await page.evaluate(() => "injected" in window)).toBe(false)
  await close()
})

test("a Link to a page that forgot to prefetch requests each of its queries once", async () => {
  const { api, quiet, click, heading, close } = await visit("/books")
  await click("Forgetful")
  await heading("Book a, by the API")
  await quiet()
  expect(api).toEqual(["/api/book?id=a", "/api/shelf?slug=a"])
  await close()
})

test("the browser requests a query that failed on the server once, and then shows its data", async () => {
  const text = await html("/book?id=flaky")
  expect(text).toContain("<h1>Loading</h1>")
  expect(text).not.toContain("only-on-the-server")
  const { page, api, complaints, quiet, heading, close } = await visit("/book?id=flaky")
  await heading("Book flaky, by the API")
  await quiet()
  expect((await page.evaluate(() => window.headings))?.[0]).toBe("Loading")
  expect(api).toEqual(["/api/book?id=flaky"])
  expect(complaints).toEqual([])
  await close()
})

test("a query that also fails in the browser shows an error, and “Try again” requests it again", async () => {
  const { page, api, quiet, heading, close } = await visit("/book?id=none")
  await heading("Failed")
  await page.getByRole("button", { name: "Try again" }).dispatchEvent("click")
  await quiet()
  await heading("Failed")
  expect(api).toEqual(["/api/book?id=none", "/api/book?id=none"])
  await close()
})

test("a static page requests its query again on mount only if it is older than 900 s", async () => {
  const built = Number(/<p id="at">(\d+)/.exec(await html("/prerendered"))?.[1])
  for (const [age, requests] of [
    [899, 0],
    [901, 1],
  ] as const) {
    const { api, complaints, quiet, close } = await visit("/prerendered", { at: built + age * 1000 })
    await quiet()
    expect(api).toHaveLength(requests)
    expect(complaints).toEqual([])
    await close()
  }
})

const reconnect = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("online")))

test("coming back online requests the shown data once, and accepts no stale response from the browser's cache", async () => {
  const { page, api, complaints, quiet, heading, close } = await visit("/book?id=a")
  const shownAt = async () => {
    await heading("Book a, by the API")
    await quiet()
    return Number(await page.locator("#at").textContent())
  }
  await reconnect(page)
  const first = await shownAt()
  expect(api).toHaveLength(1)
  // The browser's cache now has this response, and may use it again while it requests a newer one.
  await reconnect(page)
  await page.waitForFunction((at) => Number(document.querySelector("#at")?.textContent) > at, first)
  expect(await shownAt()).toBeGreaterThan(first)
  expect(api).toHaveLength(2)
  expect(complaints).toEqual([])
  await close()
})

test("a cached response that is older than the page does not replace the page's data", async () => {
  const { page, api, quiet, close } = await visit("/book?id=kept")
  const at = await page.locator("#at").textContent()
  const responded = page.waitForResponse(/api.book/)
  await reconnect(page)
  await (await responded).finished()
  await quiet()
  expect(await page.locator("#at").textContent()).toBe(at)
  expect(await page.locator("h1").textContent()).toBe("Book kept")
  expect(api).toHaveLength(1)
  await close()
})

test("hovering, focusing or touching a link loads its page once; a link in view does not, nor does the click", async () => {
  const { page, pageData, quiet, click, heading, close } = await visit("/books")
  await quiet()
  expect(pageData).toEqual([])
  const link = page.getByRole("link", { name: "Book 7", exact: true })
  for (const sign of ["mouseover", "focusin", "touchstart", "mouseover"]) await link.dispatchEvent(sign)
  await quiet()
  await click("Book 7")
  await heading("Book b7")
  expect(pageData).toEqual(["/page-data/book/page-data.json?id=b7"])
  await close()
})

test("the browser's bundles contain no server code", async () => {
  const folder = join(running.site.directory, "public")
  const scripts = (await readdir(folder)).filter((name) => name.endsWith(".js"))
  expect(scripts.length).toBeGreaterThan(3)
  for (const name of scripts)
    expect(await readFile(join(folder, name), "utf8")).not.toContain("only-on-the-server")
})
