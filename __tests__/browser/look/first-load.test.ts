import { gzipSync } from "node:zlib"
import type { BrowserContextOptions, Page } from "playwright-core"
import { minutes } from "../../support/fixture"
import { pages } from "../../support/pages"
import { piecewise } from "../../support/piecewise"
import { reachline } from "../../support/reachline"
import { runInChromium } from "../../support/running"
import { serveSite } from "../../support/site"
import { hydrated, openPage } from "../../support/watched-page"

jest.setTimeout(minutes(1))

const running = runInChromium(() => serveSite(reachline))

async function open(path: string, options: BrowserContextOptions = {}) {
  const opened = await openPage(running.browser, options)
  const response = await opened.page.goto(running.site.url + path)
  if (options.javaScriptEnabled !== false) await hydrated(opened.page)
  return { ...opened, response }
}

const phone = { viewport: { width: 360, height: 800 } }

describe.each(pages)("%s", (path) => {
  test("at most 140 kB of scripts and 25 kB of styles, all from here, no API, and nothing that they move", async () => {
    const before = await openPage(running.browser, phone)
    await before.page.route(/\.js$/, (route) => route.abort())
    await before.page.goto(running.site.url + path, { waitUntil: "load" })
    const places = await placesIn(before.page)
    await before.close()

    const { page, close } = await openPage(running.browser, phone)
    const scripts: Promise<number>[] = []
    const requests: string[] = []
    page.on("request", (request) => requests.push(request.url()))
    page.on("response", (response) => {
      if (response.request().resourceType() !== "script") return
      scripts.push(response.body().then((body) => gzipSync(body).length))
    })
    await page.goto(running.site.url + path, { waitUntil: "load" })
    await hydrated(page)
    await page.waitForTimeout(300)
    const styles = await page.$$eval("style", (elements) =>
      elements.reduce((total, { textContent }) => total + textContent.length, 0),
    )
    const total = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0)
    process.stdout.write(`${path}: ${total} bytes of scripts gzipped, ${styles} of styles\n`)
    expect(total).toBeGreaterThan(50_000)
    expect(total).toBeLessThanOrEqual(140_000)
    expect(styles).toBeGreaterThan(1_000)
    expect(styles).toBeLessThanOrEqual(25_000)
    const { origin } = new URL(running.site.url)
    expect(requests.filter((url) => new URL(url).origin !== origin)).toEqual([])
    expect(requests.filter((url) => new URL(url).pathname.startsWith("/api/"))).toEqual([])
    const stays = new Set(await placesIn(page))
    expect(places.length).toBeGreaterThan(20)
    expect(places.filter((place) => !stays.has(place))).toEqual([])
    await close()
  })

  test("without scripts it says the same, and each of its questions is answered", async () => {
    const withScripts = await open(path)
    const whole = await textOf(withScripts.page)
    await withScripts.close()

    const { page, response, close } = await open(path, { javaScriptEnabled: false })
    expect(await textOf(page)).toBe(whole)
    const { length } = await page.$$(asking)
    expect(length).toBeGreaterThan(0)
    for (let index = 0; index < length; index++) {
      const answer = await submit(page, index)
      // What was wrong in the address may be in a form to be mended, and another audience mends no address.
      expect([200, response?.status()]).toContain(answer?.status())
      await page.goto(running.site.url + path)
    }
    await close()
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

  test.each([360, 1280])("does not move, %i px wide", async (width) => {
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

/** Where each thing stands that has a place of its own: its element and its box, rounded to pixels. */
function placesIn(page: Page): Promise<string[]> {
  return page.$$eval("header *, main *, footer *", (elements) =>
    elements
      .filter((element) => element.checkVisibility() && element.namespaceURI?.endsWith("xhtml"))
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return `${element.tagName} ${[x, y, width, height].map(Math.round).join(" ")}`
      }),
  )
}

/** Forms that ask; the one that imports a file has tests of its own. */
const asking = "form:not([method=post])"

/** What the page itself says, but for what needs scripts: buttons, and how old something is by the visitor's clock. */
async function textOf(page: Page): Promise<string> {
  const html = await page.locator("main").innerHTML()
  return html
    .replace(/<button type="button"[\s\S]*?<\/button>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .replace(/ (Today|\d+ days? ago(: getting old)?)\. /g, " ")
}

/** Sends the form as it is. */
async function submit(page: Page, index: number) {
  const form = page.locator(asking).nth(index)
  const folded = page.locator("details:not([open])").filter({ has: form })
  if ((await folded.count()) > 0) await folded.locator("> summary").click()
  const [response] = await Promise.all([
    page.waitForNavigation(),
    form.getByRole("button", { disabled: false }).last().click(),
  ])
  return response
}
