import { hydrated, openPage } from "../../support/browser/watched-page"
import { runInChromium } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

const running = runInChromium(() => sharedHost(reachline))

test("adds and removes features of a stack without scripts", async () => {
  const { page, close } = await openPage(running.browser, { javaScriptEnabled: false })
  await page.goto(`${running.site.url}/stack?audience=DE`)
  await page.getByLabel("Features (names, separated by commas or lines)").fill("grid, :has()")
  await page.getByRole("button", { name: "Show combined reach" }).click()
  await page.getByRole("heading", { name: "Combined reach of your stack" }).waitFor()
  expect(new URL(page.url()).searchParams.get("features")).toBe("grid,has")
  expect(new URL(page.url()).searchParams.get("audience")).toBe("DE")
  await page.getByLabel("Add features").fill("container queries")
  await page.getByRole("button", { name: "Add" }).click()
  expect(new URL(page.url()).searchParams.get("features")).toBe("grid,has,container-queries")
  await page.getByRole("link", { name: "Remove :has()" }).click()
  expect(new URL(page.url()).searchParams.get("features")).toBe("grid,container-queries")
  await close()
})

test("the stack follows the visitor to other pages, after a reload and in a new tab", async () => {
  const { page, complaints, close } = await openPage(running.browser)
  const header = page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: /^Stack/ })
  await page.goto(`${running.site.url}/stack?features=grid,has&audience=DE`)
  await hydrated(page)
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Browsers" }).click()
  await page.getByRole("heading", { level: 1, name: "Browsers" }).waitFor()
  expect(new URL(page.url()).search).toBe("?audience=DE")
  expect(await header.textContent()).toBe("Stack (2)")
  await page.reload()
  await hydrated(page)
  expect(await header.textContent()).toBe("Stack (2)")
  const tab = await page.context().newPage()
  await tab.goto(`${running.site.url}/stack?features=dialog`)
  await tab.getByText("This is not your own stack").waitFor()
  await tab.getByRole("link", { name: "add these features to it" }).click()
  await tab.getByText("support all 3 features").waitFor()
  await page.getByRole("link", { name: "Stack (3)" }).click()
  await page.getByRole("link", { name: /Remove .*dialog/i }).click()
  await page.getByText("support both features").waitFor()
  expect(await header.textContent()).toBe("Stack (2)")
  expect(complaints).toEqual([])
  await close()
})

test("each link requests page data once and nothing from the API", async () => {
  const { page, complaints, pageData, api, close } = await openPage(running.browser)
  await page.goto(`${running.site.url}/audiences`)
  await hydrated(page)
  await page.getByRole("link", { name: "Germany" }).click()
  await page.getByRole("heading", { level: 1, name: "Germany" }).waitFor()
  await page.getByRole("main").getByRole("link", { name: "Safari on iOS" }).click()
  await page.getByRole("heading", { level: 1, name: /Safari on iOS/ }).waitFor()
  expect(await page.textContent("main")).toContain("of visits from Germany")
  expect(pageData).toHaveLength(2)
  await page.goBack()
  await page.getByRole("heading", { level: 1, name: "Germany" }).waitFor()
  expect([pageData.length, api, complaints]).toEqual([2, [], []])
  await close()
})

test("/you describes the visiting browser", async () => {
  const { page, close } = await openPage(running.browser, { locale: "de-CH" })
  await page.goto(`${running.site.url}/you`)
  const major = running.browser.version().split(".")[0]
  expect(await page.textContent("main")).toContain(`You are using Chrome ${major}`)
  await page.getByRole("link", { name: "Switch to Switzerland" }).click()
  await page.getByText("All figures are for Switzerland.").waitFor()
  await close()
})
