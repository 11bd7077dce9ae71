import { readFileSync } from "node:fs"
import type { AxeResults } from "axe-core"
import type { Page } from "playwright-core"
import { reachline } from "../../support/reachline"
import { runInChromium } from "../../support/running"
import { serveSite } from "../../support/site"
import { hydrated, openPage } from "../../support/watched-page"

const running = runInChromium(() => serveSite(reachline))
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")

const pages = [
  "/",
  "/features?audience=DE&baseline=widely&group=css",
  "/features?q=subgrid&min=100",
  "/features/has?audience=DE&browsers=defaults",
  "/features/grid",
  "/data",
  "/nowhere",
  "/features/gird",
  "/features/single-color-gradients",
  "/features?min=abc&audience=XX",
]
const settings = (["light", "dark"] as const).flatMap((colorScheme) =>
  [360, 1280].map((width) => ({ colorScheme, width })),
)

describe.each(pages)("%s", (path) => {
  test.each(settings)(
    "axe finds nothing in $colorScheme at $width px, also in what is folded",
    async ({ colorScheme, width }) => {
      const { page, complaints, close } = await openPage(running.browser, {
        colorScheme,
        viewport: { width, height: 800 },
      })
      await page.goto(running.site.url + path)
      await hydrated(page)
      expect(await violationsIn(page)).toEqual([])
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true
      })
      expect(await violationsIn(page)).toEqual([])
      expect(complaints).toEqual([])
      await close()
    },
  )

  test.each([360, 768, 1280, 2560])("is no wider than a screen of %i px", async (width) => {
    const { page, close } = await openPage(running.browser, { viewport: { width, height: 800 } })
    await page.goto(running.site.url + path)
    await hydrated(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await close()
  })
})

async function violationsIn(page: Page) {
  // Evaluated by the debugger, which no Content-Security-Policy binds.
  await page.evaluate(axe)
  const { violations, passes } = (await page.evaluate("axe.run()")) as AxeResults
  expect(passes.length).toBeGreaterThan(10)
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 150)) }))
}
