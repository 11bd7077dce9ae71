import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import type { RunningSite } from "./servers"
import { hydrated, openPage, type WatchedPage } from "./watched-page"

type Setting = () => { site: RunningSite; browser: Browser }

/** A place of a page that a visitor's text reaches. */
export type Entry = {
  name: string
  /** The address of the page that has the text in it; encoding is up to it. */
  address: (text: string) => string
  /** What the request has besides. */
  context?: (text: string) => BrowserContextOptions
  /** An input whose value, or an element whose text, is then the text itself. */
  shownIn?: string
}

/** Ends an inline script, and begins another. */
export const scriptText = "</script><script>window.pwned=1</script>"

const payloads = [
  scriptText,
  '"><img src=x onerror=window.pwned=1>',
  "'-(window.pwned=1)-'",
  "\\u003c/script>\u2028</textarea></title><svg onload=window.pwned=1>",
]

/**
 * Texts that set `window.pwned` if a page takes them for markup or for script. The first has a way out of each context;
 * the second begins a comment, which would hide a payload behind it.
 */
const hostileTexts = [payloads.join(""), "<!--<script>*/window.pwned=1//"]

/** The entries of a page's query parameters. */
export const parameterEntries = (
  path: string,
  parameters: readonly string[],
  shownIn?: (name: string) => string | undefined,
) =>
  parameters.map(
    (name): Entry => ({
      name: `${path}?${name}=…`,
      address: (text) => `${path}?${name}=${encodeURIComponent(text)}`,
      shownIn: shownIn?.(name),
    }),
  )

/** Nothing that a visitor sends runs, or asks to: by a visit, for every entry and every text. */
export function describeInjection(entries: readonly Entry[], setting: Setting): void {
  // One tab for all that need no context of their own: a new one would compile the site's scripts anew.
  let tab: WatchedPage
  beforeAll(async () => {
    tab = await openPage(setting().browser)
  })
  afterAll(() => tab?.close())

  describe.each(entries)("$name", (entry) => {
    test.each(hostileTexts)("shows %s and does not run it", async (text) => {
      const { site, browser } = setting()
      const opened = entry.context ? await openPage(browser, entry.context(text)) : tab
      const { page, complaints } = opened
      await page.goto(site.url + entry.address(text))
      await hydrated(page)
      expect(await isPwned(page)).toBe(false)
      expect(complaints.splice(0)).toEqual([])
      if (entry.shownIn) {
        const shown = await page.$eval(entry.shownIn, (element) =>
          element instanceof HTMLInputElement ? element.value : element.textContent,
        )
        expect(shown).toBe(text)
      }
      if (opened !== tab) await opened.close()
    })
  })
}

export const isPwned = (page: Page) => page.evaluate(() => "pwned" in window)
