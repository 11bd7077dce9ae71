import type { Browser, Page } from "playwright-core"
import type { RunningSite } from "../servers/servers"
import type { Row } from "./contract-table"
import { hydrated, openPage } from "./watched-page"

type Setting = () => { site: RunningSite; browser: Browser }

export function describeNavigation(rows: Row[], setting: Setting, { develop = false } = {}): void {
  describe.each(rows)("load ends in $name", (row) => {
    const { name, shows, title } = row
    const address = `/table/${name}`
    const arrivesAt = shows === "target" ? "/table/200" : address
    const requests = [address, ...(shows === "target" ? [arrivesAt] : [])].map(
      (path) => `/page-data${path}/page-data.json`,
    )
    const open = () => openPage(setting().browser)
    const url = (path: string) => setting().site.url + path

    const begin = async () => {
      const watched = await open()
      await watched.page.goto(url(`/?to=${address}%23part`))
      await hydrated(watched.page)
      await watched.page.waitForSelector("#go")
      await watched.page.evaluate(rememberWhatIsShown)
      watched.pageData.length = 0
      return watched
    }

    test("a visit displays the page without requesting page data", async () => {
      const { page, complaints, pageData, close } = await open()
      const response = await page.goto(url(`${address}#part`))
      if (!develop) expect(response?.status()).toBe(shows === "target" ? 200 : row.visit)
      await hydrated(page)
      await shown(page, title)
      expect(page.url()).toBe(url(`${arrivesAt}#part`))
      expect(await page.isVisible("#layout")).toBe(true)
      if (!develop) expect(pageData).toEqual([])
      expect(complaints).toEqual([])
      await close()
    })

    test("a click on a Link, Back and Forward display the pages with one request", async () => {
      const { page, complaints, pageData, close } = await begin()
      await page.click("#go")
      await shown(page, title)
      expect(page.url()).toBe(url(`${arrivesAt}#part`))
      expect(pageData).toEqual(requests)
      // The browser did not load a new document, and it displayed no other heading in between.
      expect(await page.evaluate(() => window.shown)).toEqual(["Start", title])

      await page.goBack()
      await shown(page, "Start")
      await page.goForward()
      await shown(page, title)
      expect(page.url()).toBe(url(`${arrivesAt}#part`))
      expect(await page.evaluate(() => window.shown)).toEqual(["Start", title, "Start", title])
      expect(pageData).toEqual(requests)
      expect(complaints).toEqual([])
      await close()
    })

    test("a click after a prefetch uses the prefetched page data", async () => {
      const { page, complaints, pageData, close } = await begin()
      const prefetched = page.waitForResponse((response) =>
        response.url().endsWith(`${address}/page-data.json`),
      )
      await page.hover("#go")
      const response = await prefetched
      expect(response.status()).toBe(row.pageData)
      await response.finished()
      await page.click("#go")
      await shown(page, title)
      expect(page.url()).toBe(url(`${arrivesAt}#part`))
      expect(pageData).toEqual(requests)
      expect(await page.evaluate(() => window.shown)).toEqual(["Start", title])
      expect(complaints).toEqual([])
      await close()
    })
  })
}

declare global {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface extends Window
  interface Window {
    shown: string[]
  }
}

/**
 * Waits until the heading and the title have this text. Waits for both, because Gatsby sets the title after rendering.
 */
export async function shown(page: Page, title: string): Promise<void> {
  await page.waitForFunction(
    (expected) => document.title === expected && document.querySelector("h1")?.textContent === expected,
    title,
  )
}

export function rememberWhatIsShown(): void {
  const heading = () => document.querySelector("h1")?.textContent ?? ""
  window.shown = [heading()]
  new MutationObserver(() => {
    if (heading() !== window.shown.at(-1)) window.shown.push(heading())
  }).observe(document.body, { childList: true, subtree: true, characterData: true })
}
