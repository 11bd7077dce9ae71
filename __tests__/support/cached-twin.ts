import type { Browser, Page } from "playwright-core"
import type { RunningSite } from "./servers"
import { hydrated, openPage } from "./watched-page"

type Setting = () => { site: RunningSite; browser: Browser }

/**
 * A response that a cache made for one address and shows at another, as No-Vary-Search allows: the address bar stays as
 * the visitor typed it, and nothing more is asked for.
 * @param twins the address that is asked for, and the one whose response is shown there
 */
export function describeCachedTwins(
  twins: [asked: string, rendered: string][],
  setting: Setting,
  expectShown: (page: Page, search: URLSearchParams) => Promise<void>,
): void {
  test.each(twins)(
    "%s stays in the address bar where the response of %s is shown",
    async (asked, rendered) => {
      const { site, browser } = setting()
      const { page, pageData, complaints, close } = await openPage(browser)
      await page.route(site.url + asked, async (route) => {
        await route.fulfill({ response: await route.fetch({ url: site.url + rendered }) })
      })
      await page.addInitScript(rememberMoves)
      await page.goto(site.url + asked)
      await hydrated(page)
      // If Gatsby navigates, it does so before it renders, or in an effect.
      await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)))
      // As the browser itself writes what was typed: it encodes the apostrophe.
      expect(page.url()).toBe(new URL(site.url + asked).href)
      expect(await page.evaluate(() => window.moves)).toEqual([])
      await expectShown(page, new URL(site.url + rendered).searchParams)
      expect(pageData).toEqual([])
      expect(complaints).toEqual([])
      await close()
    },
  )
}

declare global {
  interface Window {
    /** The addresses that scripts have put into the address bar. */
    moves: string[]
  }
}

/** Runs in the page, before its scripts. */
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
