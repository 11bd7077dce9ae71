import { stat } from "node:fs/promises"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import type { Page } from "playwright-core"
import { pages } from "../../support/browser/pages"
import { hydrated, openPage, type WatchedPage } from "../../support/browser/watched-page"
import { piecewise } from "../../support/servers/piecewise"
import { minutes, runInChromium } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

jest.setTimeout(minutes(1))

const running = runInChromium(() => sharedHost(reachline))

const phone = { viewport: { width: 360, height: 800 } }

/**
 * A phone that loads no scripts, and a page with scripts disabled. The tests share both, because these tests do not
 * need an empty cache.
 */
let scriptless: WatchedPage
let plain: WatchedPage
beforeAll(async () => {
  scriptless = await openPage(running.browser, phone)
  await scriptless.page.route(/\.js$/, (route) => route.abort())
  plain = await openPage(running.browser, { javaScriptEnabled: false })
})
afterAll(() => Promise.all([scriptless, plain].map((opened) => opened?.close())))

describe.each(pages)("%s", (path) => {
  let loaded: FirstLoad
  beforeAll(async () => {
    loaded = await firstLoad(path)
  })

  test("loads at most 140 kB of scripts and 25 kB of styles, nothing from other origins or the API", () => {
    const { scripts, styles, requests } = loaded
    process.stdout.write(`${path}: ${scripts} bytes of scripts gzipped, ${styles} of styles\n`)
    expect(scripts).toBeGreaterThan(50_000)
    expect(scripts).toBeLessThanOrEqual(140_000)
    expect(styles).toBeGreaterThan(1_000)
    expect(styles).toBeLessThanOrEqual(25_000)
    const { origin } = new URL(running.site.url)
    expect(requests.filter((url) => new URL(url).origin !== origin)).toEqual([])
    expect(requests.filter((url) => new URL(url).pathname.startsWith("/api/"))).toEqual([])
  })

  test("hydration moves nothing", async () => {
    await scriptless.page.goto(running.site.url + path, { waitUntil: "load" })
    const boxes = await boxesIn(scriptless.page)
    const stays = new Set(loaded.boxes)
    expect(boxes.length).toBeGreaterThan(20)
    expect(boxes.filter((box) => !stays.has(box))).toEqual([])
  })

  test("without scripts it has the same text, and each of its forms works", async () => {
    const { page } = plain
    const response = await page.goto(running.site.url + path)
    expect(await textOf(page)).toBe(loaded.text)
    const { length } = await page.$$(getFormSelector)
    expect(length).toBeGreaterThan(0)
    for (let index = 0; index < length; index++) {
      const submitted = await submit(page, index)
      // If the form still contains the invalid value of the address, the response has the same error status.
      expect([200, response?.status()]).toContain(submitted?.status())
      if (index + 1 < length) await page.goto(running.site.url + path)
    }
  })
})

describe("the header, read piece by piece", () => {
  let slow: Awaited<ReturnType<typeof piecewise>>
  beforeAll(async () => {
    const html = await (await fetch(`${running.site.url}/features/single-color-gradients`)).text()
    const end = html.indexOf("</header>") + "</header>".length
    slow = await piecewise([...html.slice(0, end).split(/(?=<)/), html.slice(end)], 20)
  })
  afterAll(() => slow?.close())

  test.each([360, 1280])("does not move at %i px", async (width) => {
    const { page, close } = await openPage(running.browser, { viewport: { width, height: 800 } })
    await page.addInitScript(() => {
      const watched = window as unknown as { shifted: number }
      watched.shifted = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          watched.shifted += (entry as unknown as { value: number }).value
      }).observe({ type: "layout-shift", buffered: true })
    })
    await page.goto(slow.url)
    expect(await page.getByRole("button", { name: "Theme" }).isVisible()).toBe(true)
    expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBe(0)
    await close()
  })
})

type FirstLoad = {
  /** In bytes, gzipped. */
  scripts: number
  /** In bytes, inlined in the page. */
  styles: number
  requests: string[]
  boxes: string[]
  text: string
}

/** Loads a page on a phone with an empty cache. */
async function firstLoad(path: string): Promise<FirstLoad> {
  const { page, close } = await openPage(running.browser, phone)
  const sizes: Promise<number>[] = []
  const requests: string[] = []
  page.on("request", (request) => requests.push(request.url()))
  // A prerendered page requests its data again if the build is older than 900 s.
  if (path === "/data") await page.clock.setFixedTime(await buildTime())
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return
    sizes.push(response.body().then((body) => gzipSync(body).length))
  })
  await page.goto(running.site.url + path, { waitUntil: "load" })
  await hydrated(page)
  // Waits until effects have run, so that the test counts their requests.
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)))
  const styles = await page.$$eval("style", (elements) =>
    elements.reduce((total, { textContent }) => total + textContent.length, 0),
  )
  const scripts = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  const [boxes, text] = [await boxesIn(page), await textOf(page)]
  await close()
  return { scripts, styles, requests, boxes, text }
}

const buildTime = async () => (await stat(join(running.site.directory, "public", "data", "index.html"))).mtime

/** Returns the name and the position of each visible element, rounded to pixels. */
function boxesIn(page: Page): Promise<string[]> {
  return page.$$eval("header *, main *, footer *", (elements) =>
    elements
      .filter((element) => element.checkVisibility() && element.namespaceURI?.endsWith("xhtml"))
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return `${element.tagName} ${[x, y, width, height].map(Math.round).join(" ")}`
      }),
  )
}

/** The import form is a POST form, and has its own tests. */
const getFormSelector = "form:not([method=post])"

/** The text of the page without the parts that need scripts: buttons, and the age of data. */
async function textOf(page: Page): Promise<string> {
  const html = await page.locator("main").innerHTML()
  return html
    .replace(/<button type="button"[\s\S]*?<\/button>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .replace(/ (Today|\d+ days? ago)( \(outdated\))?\. /g, " ")
}

async function submit(page: Page, index: number) {
  const form = page.locator(getFormSelector).nth(index)
  const folded = form.locator("xpath=ancestor::details[not(@open)]")
  if ((await folded.count()) > 0) await folded.locator("> summary").click()
  const [response] = await Promise.all([
    page.waitForNavigation(),
    form.getByRole("button", { disabled: false }).last().click(),
  ])
  return response
}
