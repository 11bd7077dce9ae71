import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import type { RunningSite } from "../servers/servers"
import { hydrated, openPage, type WatchedPage } from "./watched-page"

type Setting = () => { site: RunningSite; browser: Browser }

export type Entry = {
  name: string
  /** Returns the path of the page for a text, encoded if necessary. */
  address: (text: string) => string
  context?: (text: string) => BrowserContextOptions
  /** The selector of an input or element that displays the text unchanged. */
  shownIn?: string
}

export const scriptText = "</script><script>window.pwned=1</script>"

const payloads = [
  scriptText,
  '"><img src=x onerror=window.pwned=1>',
  "'-(window.pwned=1)-'",
  "\\u003c/script>\u2028</textarea></title><svg onload=window.pwned=1>",
]

/**
 * Texts that set `window.pwned` if a page interprets them as markup or script. The first text ends each kind of
 * context, such as an attribute or a script. The second text is separate, because it starts a comment, which would hide
 * text after it.
 */
const hostileTexts = [payloads.join(""), "<!--<script>*/window.pwned=1//"]

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

/** Tests that a visit displays hostile text without running it, and without a CSP violation. */
export function describeInjection(entries: readonly Entry[], setting: Setting): void {
  // Entries without their own browser context share a tab, because a new tab compiles the site's scripts again.
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
          "value" in element ? (element as HTMLInputElement).value : element.textContent,
        )
        expect(shown).toBe(text)
      }
      if (opened !== tab) await opened.close()
    })
  })
}

export const isPwned = (page: Page) => page.evaluate(() => "pwned" in window)
