import { setTimeout as wait } from "node:timers/promises"
import { describeApi } from "../ssr/site/api-suite"
import { describePageData } from "../ssr/site/page-data-suite"
import { openPage } from "../support/browser/watched-page"
import { minutes, runInChromium } from "../support/servers/running"
import { startGatsbyDevelop } from "../support/servers/servers"
import { reachline } from "../support/servers/sites"

const functionPaths = [
  ...["features", "features/has", "stack", "browsers", "browsers/edge"],
  ...["audiences", "audiences/DE", "dataset", "health"],
]

const running = runInChromium(
  () => startGatsbyDevelop(reachline),
  // Gatsby compiles a function at its first request, and may load the file before it is completely written.
  async ({ site }) => {
    for (const name of functionPaths) {
      for (let times = 0; times < 3; times++) {
        if ((await fetch(`${site.url}/api/${name}`)).status !== 500) break
        await wait(500)
      }
    }
  },
)

describeApi(() => running.site.url)
describePageData(() => running.site.url)

test(
  "pages hydrate and navigate as in production, without warnings of React",
  async () => {
    const { page, complaints, pageData, api, close } = await openPage(running.browser)
    await page.goto(`${running.site.url}/features?q=%3Ahas&audience=DE`)
    const link = page.getByRole("link", { name: ":has()", exact: true })
    await link.waitFor({ timeout: minutes(2) })
    expect(api).toEqual([])

    pageData.length = 0
    await link.click()
    await page.getByRole("heading", { name: ":has()", exact: true }).waitFor({ timeout: minutes(1) })
    await page.goBack()
    await link.waitFor()
    expect(pageData.filter((path) => path.includes("/has/"))).toHaveLength(1)
    expect(api).toEqual([])
    expect(complaints).toEqual([])
    await close()
  },
  minutes(4),
)
