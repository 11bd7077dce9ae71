import { setTimeout as wait } from "node:timers/promises"
import { describeApi } from "../ssr/site/api-suite"
import { describePageData } from "../ssr/site/page-data-suite"
import { minutes, runInChromium } from "../support/running"
import { startGatsbyDevelop } from "../support/servers"
import { reachline } from "../support/sites"
import { openPage } from "../support/watched-page"

/** One address of each function that the suite asks. */
const functions = [
  ...["features", "features/has", "stack", "browsers", "browsers/edge"],
  ...["audiences", "audiences/DE", "dataset", "health"],
]

const running = runInChromium(
  () => startGatsbyDevelop(reachline),
  // Gatsby compiles a function when it is first asked for, and may load its file while that is still being written.
  async ({ site }) => {
    for (const name of functions) {
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
  "from hydration on, pages are as they are in production, and React has nothing to say",
  async () => {
    const { page, complaints, pageData, api, close } = await openPage(running.browser)
    await page.goto(`${running.site.url}/features?q=%3Ahas&audience=DE`)
    const link = page.getByRole("link", { name: ":has()", exact: true })
    // The first page that develop shows is compiled when it is asked for.
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
