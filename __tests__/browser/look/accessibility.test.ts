import type { BrowserContextOptions } from "playwright-core"
import { violationsIn } from "../../support/axe"
import { minutes } from "../../support/fixture"
import { pages } from "../../support/pages"
import { reachline } from "../../support/reachline"
import { runInChromium } from "../../support/running"
import { serveSite } from "../../support/site"
import { hydrated, openPage } from "../../support/watched-page"

jest.setTimeout(minutes(1))

const running = runInChromium(() => serveSite(reachline))

async function open(path: string, options: BrowserContextOptions = {}) {
  const opened = await openPage(running.browser, options)
  await opened.page.goto(running.site.url + path)
  await hydrated(opened.page)
  return opened
}

const settings = (["light", "dark"] as const).flatMap((colorScheme) =>
  [360, 1280].map((width) => ({ colorScheme, width })),
)

describe.each(pages)("%s", (path) => {
  test.each(settings)("axe finds nothing in $colorScheme at $width px", async ({ colorScheme, width }) => {
    const { page, complaints, close } = await open(path, { colorScheme, viewport: { width, height: 800 } })
    expect(await violationsIn(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  test("axe finds nothing in what is folded", async () => {
    const { page, close } = await open(path, { colorScheme: "dark", viewport: { width: 360, height: 800 } })
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true
    })
    expect(await violationsIn(page)).toEqual([])
    await close()
  })

  test("is no wider than a screen of 360 to 2,560 px", async () => {
    const { page, close } = await open(path)
    for (const width of [360, 768, 1280, 2560]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    await close()
  })

  test("the Tab key goes through it in its order, and where it is can be seen", async () => {
    const { page, close } = await open(path)
    const stops: { name: string; isSeen: boolean; follows: boolean }[] = []
    await page.evaluate(() => {
      const watched = window as unknown as { last: Element }
      watched.last = document.body
    })
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press("Tab")
      const stop = await page.evaluate(() => {
        const watched = window as unknown as { last: Element }
        const { activeElement } = document
        if (!activeElement || activeElement === document.body) return undefined
        const { outlineStyle, outlineWidth } = getComputedStyle(activeElement)
        const { top, left, width, height } = activeElement.getBoundingClientRect()
        const isInView = top >= 0 && left >= 0 && top < innerHeight && left < innerWidth && width * height > 0
        const follows = Boolean(
          watched.last.compareDocumentPosition(activeElement) &
            (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY),
        )
        watched.last = activeElement
        const isSeen = isInView && outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2
        return { name: activeElement.outerHTML.slice(0, 120), isSeen, follows }
      })
      if (!stop) break
      stops.push(stop)
    }
    expect(stops.length).toBeGreaterThan(10)
    expect(stops.filter(({ isSeen, follows }) => !isSeen || !follows)).toEqual([])
    await close()
  })
})
