import { stat } from "node:fs/promises"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import type { Page } from "playwright-core"
import { pages } from "../../support/pages"
import { piecewise } from "../../support/piecewise"
import { minutes, runInChromium } from "../../support/running"
import { sharedHost } from "../../support/shared"
import { reachline } from "../../support/sites"
import { hydrated, openPage, type WatchedPage } from "../../support/watched-page"

jest.setTimeout(minutes(1))

const running = runInChromium(() => sharedHost(reachline))

const phone = { viewport: { width: 360, height: 800 } }

/** On a phone that never gets a script; and without scripts at all. One each, for they need no empty cache. */
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

  test("at most 140 kB of scripts and 25 kB of styles, all from here, no API", () => {
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

  test("scripts move nothing", async () => {
    await scriptless.page.goto(running.site.url + path, { waitUntil: "load" })
    const places = await placesIn(scriptless.page)
    const stays = new Set(loaded.places)
    expect(places.length).toBeGreaterThan(20)
    expect(places.filter((place) => !stays.has(place))).toEqual([])
  })

  test("without scripts it says the same, and each of its questions is answered", async () => {
    const { page } = plain
    const response = await page.goto(running.site.url + path)
    expect(await textOf(page)).toBe(loaded.text)
    const { length } = await page.$$(asking)
    expect(length).toBeGreaterThan(0)
    for (let index = 0; index < length; index++) {
      const answer = await submit(page, index)
      // What was wrong in the address may be in a form to be mended, and another audience mends no address.
      expect([200, response?.status()]).toContain(answer?.status())
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

type FirstLoad = {
  /** Bytes, gzipped. */
  scripts: number
  /** Bytes in the page itself. */
  styles: number
  requests: string[]
  places: string[]
  text: string
}

/** What a phone that has nothing of the site yet loads and shows. */
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
  // Effects have run by then, and have sent the requests that they send.
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)))
  const styles = await page.$$eval("style", (elements) =>
    elements.reduce((total, { textContent }) => total + textContent.length, 0),
  )
  const scripts = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  const [places, text] = [await placesIn(page), await textOf(page)]
  await close()
  return { scripts, styles, requests, places, text }
}

const buildTime = async () => (await stat(join(running.site.directory, "public", "data", "index.html"))).mtime

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
