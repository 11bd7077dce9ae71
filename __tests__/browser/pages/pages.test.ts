import { runInChromium } from "../../support/running"
import { sharedHost } from "../../support/shared"
import { reachline } from "../../support/sites"
import { hydrated, openPage } from "../../support/watched-page"

const running = runInChromium(() => sharedHost(reachline))

test("a stack is put together without scripts, and taken apart", async () => {
  const { page, close } = await openPage(running.browser, { javaScriptEnabled: false })
  await page.goto(`${running.site.url}/stack?audience=DE`)
  await page.getByLabel("Features, by name or id").fill("grid, :has()")
  await page.getByRole("button", { name: "Show the stack" }).click()
  await page.getByRole("heading", { name: "Features that must all work" }).waitFor()
  expect(new URL(page.url()).searchParams.get("features")).toBe("grid,has")
  expect(new URL(page.url()).searchParams.get("audience")).toBe("DE")
  await page.getByLabel("Add a feature").fill("container queries")
  await page.getByRole("button", { name: "Add" }).click()
  expect(new URL(page.url()).searchParams.get("features")).toBe("grid,has,container-queries")
  await page.getByRole("link", { name: "Remove :has()" }).click()
  expect(new URL(page.url()).searchParams.get("features")).toBe("grid,container-queries")
  await close()
})

test("from audience to browser to feature by Link: one request for page data each, none to the API", async () => {
  const { page, complaints, pageData, api, close } = await openPage(running.browser)
  await page.goto(`${running.site.url}/audiences`)
  await hydrated(page)
  await page.getByRole("link", { name: "Germany" }).click()
  await page.getByRole("heading", { level: 1, name: "Germany" }).waitFor()
  await page.getByRole("main").getByRole("link", { name: "Safari on iOS" }).click()
  await page.getByRole("heading", { level: 1, name: /Safari on iOS/ }).waitFor()
  expect(await page.textContent("main")).toContain("of the visits (Germany)")
  expect(pageData).toHaveLength(2)
  await page.goBack()
  await page.getByRole("heading", { level: 1, name: "Germany" }).waitFor()
  expect([pageData.length, api, complaints]).toEqual([2, [], []])
  await close()
})

test("/you is about the browser that asks", async () => {
  const { page, close } = await openPage(running.browser, { locale: "de-CH" })
  await page.goto(`${running.site.url}/you`)
  const major = running.browser.version().split(".")[0]
  expect(await page.textContent("main")).toContain(`You are here with Chrome ${major}`)
  await page.getByRole("link", { name: "Take Switzerland as the audience" }).click()
  await page.getByText("The figures are about it.").waitFor()
  await close()
})
