import { minutes } from "../../support/fixture"
import { reachline } from "../../support/reachline"
import { runInChromium } from "../../support/running"
import { developSite } from "../../support/site"
import { openPage } from "../../support/watched-page"
import { describeApi } from "./api-suite"
import { describePageData } from "./page-data-suite"

const running = runInChromium(() => developSite(reachline))

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
