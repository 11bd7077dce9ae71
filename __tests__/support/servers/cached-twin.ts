import type { Browser, Page } from "playwright-core"
import { hydrated, openPage } from "../browser/watched-page"
import type { RunningSite } from "./servers"

type Setting = () => { site: RunningSite; browser: Browser }

/**
 * Tests that a page keeps its own URL if a cache sends it the response of another URL, as No-Vary-Search allows.
 * @param twins the requested path, and the path whose response the cache sends
 */
export function describeCachedTwins(
  twins: [requested: string, rendered: string][],
  setting: Setting,
  expectShown: (page: Page, search: URLSearchParams) => Promise<void>,
): void {
  test.each(twins)(
    "%s stays in the address bar when a cache sends the response of %s",
    async (requested, rendered) => {
      const { site, browser } = setting()
      const { page, pageData, complaints, close } = await openPage(browser)
      await page.route(site.url + requested, async (route) => {
        await route.fulfill({ response: await route.fetch({ url: site.url + rendered }) })
      })
      await page.addInitScript(rememberMoves)
      await page.goto(site.url + requested)
      await hydrated(page)
      // Waits until rendering and its effects have ended. A wrong navigation by Gatsby would happen before.
      await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)))
      // `URL` encodes the apostrophe, as the browser does.
      expect(page.url()).toBe(new URL(site.url + requested).href)
      expect(await page.evaluate(() => window.moves)).toEqual([])
      await expectShown(page, new URL(site.url + rendered).searchParams)
      expect(pageData).toEqual([])
      expect(complaints).toEqual([])
      await close()
    },
  )
}

declare global {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface extends Window
  interface Window {
    moves: string[]
  }
}

function rememberMoves(): void {
  window.moves = []
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name].bind(history)
    history[name] = (state, unused, url) => {
      window.moves.push(String(url))
      original(state, unused, url)
    }
  }
}
