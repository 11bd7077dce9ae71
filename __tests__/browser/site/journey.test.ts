import { hydrated, openPage } from "../../support/browser/watched-page"
import { runInChromium } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

const running = runInChromium(() => sharedHost(reachline))

test("navigates from home to a filtered list, a feature and back without API requests", async () => {
  const { page, complaints, pageData, api, close } = await openPage(running.browser)

  await page.goto(`${running.site.url}/`)
  await hydrated(page)
  expect(await page.textContent("h1")).toBe("Which web features reach your visitors?")
  await page.getByTitle("Change the audience").waitFor()

  await page.getByRole("link", { name: "Features", exact: true }).click()
  await page.getByRole("heading", { name: "What can we use?" }).waitFor()
  expect(await page.getByRole("row").count()).toBe(51)

  await page.getByLabel("Search").fill(":has")
  await page.getByLabel("Minimum reach (%)").fill("50")
  await page.getByRole("button", { name: "Filter" }).click()
  await page.waitForURL(/q=%3Ahas/)
  await page.getByTitle("Change the audience").click()
  await page.getByLabel("Audience", { exact: true }).fill("Germany")
  await page.getByRole("button", { name: "Show" }).click()
  await page.waitForURL(/audience=Germany/)
  expect(new URL(page.url()).searchParams.get("q")).toBe(":has")
  await page.getByText("features for Germany").waitFor()

  api.length = 0
  pageData.length = 0
  await page.getByRole("link", { name: ":has()", exact: true }).click()
  await page.getByRole("heading", { name: ":has()" }).waitFor()
  expect(await page.textContent("main")).toMatch(/\d\d\.\d% of visits from Germany support it/)
  expect(page.url()).toBe(`${running.site.url}/features/has?audience=DE`)
  expect(pageData).toHaveLength(1)

  await page.goBack()
  await page.getByText("features for Germany").waitFor()
  expect(pageData).toHaveLength(1)
  expect(api).toEqual([])
  expect(complaints).toEqual([])
  await close()
})
