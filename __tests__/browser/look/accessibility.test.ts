import { violationsIn } from "../../support/browser/axe"
import { pages } from "../../support/browser/pages"
import { hydrated, openPage, type WatchedPage } from "../../support/browser/watched-page"
import { minutes, runInChromium } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

jest.setTimeout(minutes(1))

const running = runInChromium(() => sharedHost(reachline))

let opened: WatchedPage
beforeAll(async () => {
  opened = await openPage(running.browser)
})
afterAll(() => opened?.close())

const settings = (["light", "dark"] as const).flatMap((colorScheme) =>
  [360, 1280].map((width) => ({ colorScheme, width })),
)

describe.each(pages)("%s", (path) => {
  beforeAll(async () => {
    opened.complaints.length = 0
    await opened.page.goto(running.site.url + path)
    await hydrated(opened.page)
  })

  const show = async ({ colorScheme, width }: (typeof settings)[number]) => {
    const { page } = opened
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    // Waits for the end of transitions. During a transition, colours belong neither to the light nor to the dark
    // scheme.
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)))
  }

  test.each(settings)("has no axe violations in $colorScheme at $width px", async (setting) => {
    await show(setting)
    expect(await violationsIn(opened.page, setting.colorScheme === "light" ? "all" : "colours")).toEqual([])
  })

  test("fits screens of 360 to 2,560 px", async () => {
    const { page } = opened
    for (const width of [360, 768, 1280, 2560]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })

  test("the Tab key follows the document order, and the focus is visible", async () => {
    const { page } = opened
    await show({ colorScheme: "light", width: 1280 })
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
  })

  test("has no axe violations in open details elements", async () => {
    await show({ colorScheme: "dark", width: 360 })
    await opened.page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true
    })
    expect(await violationsIn(opened.page)).toEqual([])
  })

  test("logs no errors meanwhile", () => {
    expect(opened.complaints).toEqual([])
  })
})
