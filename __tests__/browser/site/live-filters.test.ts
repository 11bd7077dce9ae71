import type { Page, Route } from "playwright-core"
import { hydrated, openPage } from "../../support/browser/watched-page"
import { runInChromium } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

const running = runInChromium(() => sharedHost(reachline))

async function openList(path = "/features?audience=DE") {
  const opened = await openPage(running.browser)
  await opened.page.goto(running.site.url + path)
  await hydrated(opened.page)
  return opened
}

const firstRow = (page: Page) => page.locator("tbody tr").first().locator("a").textContent()
const search = (page: Page) => page.getByLabel("Search")
const count = (page: Page) => page.getByRole("status").filter({ hasText: /features? for/ })

/** A route handler that holds requests until `release` is called. */
function hold() {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  return {
    release,
    // Continuing an aborted request would throw.
    route: (route: Route) => held.then(() => route.continue()).catch(() => {}),
  }
}

test("typing filters after a pause with one API request and no page data, and updates the address", async () => {
  const { page, api, pageData, complaints, close } = await openList()
  expect(api).toEqual([])
  const announced = await count(page).elementHandle()
  expect(await page.title()).toBe("Features – Reachline")
  // Types all keys in one task. On a slow machine, single key presses could have a pause between them.
  await search(page).evaluate((input: HTMLInputElement) => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value") ?? {}
    for (const text of ["s", "su", "sub", "subg", "subgr", "subgri", "subgrid"]) {
      set?.call(input, text)
      input.dispatchEvent(new Event("input", { bubbles: true }))
    }
  })
  await page.getByText("1 feature for Germany").waitFor()
  expect(await firstRow(page)).toBe("Subgrid")
  expect(api).toEqual(["/api/features?audience=DE&q=subgrid"])
  expect(page.url()).toBe(`${running.site.url}/features?q=subgrid&audience=DE`)
  expect(await search(page).inputValue()).toBe("subgrid")
  // The element must exist before, because screen readers announce only changes of an existing element.
  expect(await announced?.textContent()).toBe("1 feature for Germany")
  const title = await page.title()
  expect(title).toBe("Features for “subgrid” – Reachline")

  await page.reload()
  await hydrated(page)
  expect(await page.title()).toBe(title)
  expect(await firstRow(page)).toBe("Subgrid")
  expect(pageData).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

test("the previous rows stay, greyed, until the new ones arrive, and outdated requests are aborted", async () => {
  const { page, close } = await openList()
  const before = await firstRow(page)
  const { route, release } = hold()
  await page.route(/q=subgrid/, route)
  await search(page).fill("subgrid")
  const rows = page.locator("[aria-busy]")
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]"))
  expect(await firstRow(page)).toBe(before)
  expect(await rows.evaluate((element) => Number(getComputedStyle(element).opacity))).toBeLessThan(1)

  const aborted = page.waitForEvent("requestfailed", (request) => request.url().includes("q=subgrid"))
  await search(page).fill(":has()")
  await aborted
  await page.waitForFunction(() => document.querySelector("tbody a")?.textContent === ":has()")
  expect(await rows.getAttribute("aria-busy")).toBe("false")

  release()
  await search(page).fill("subgrid")
  await page.getByText("1 feature for Germany").waitFor()
  expect(await firstRow(page)).toBe("Subgrid")
  await close()
})

test("an invalid value is explained at its field, and the rows stay", async () => {
  const { page, close } = await openList()
  await page.getByLabel("Minimum reach (%)").fill("many")
  await page.getByText("Must be a percentage from 0 to 100", { exact: false }).first().waitFor()
  const min = page.getByLabel("Minimum reach (%)")
  expect(await min.inputValue()).toBe("many")
  expect(await min.getAttribute("aria-invalid")).toBe("true")
  expect(await page.locator("tbody tr").count()).toBe(50)
  await min.fill("99.9")
  await page.getByText("features for Germany").waitFor()
  await page.waitForFunction(() => !document.querySelector("[role=alert]"))
  await close()
})

test("another audience keeps the latest input", async () => {
  const { page, pageData, close } = await openList()
  await search(page).fill("subgrid")
  await page.getByText("1 feature for Germany").waitFor()
  await page.getByTitle("Change the audience").click()
  await page.getByLabel("Audience", { exact: true }).fill("Japan")
  await page.getByRole("button", { name: "Show" }).click()
  await page.getByText("1 feature for Japan").waitFor()
  expect(await search(page).inputValue()).toBe("subgrid")
  expect(pageData).toHaveLength(1)
  await close()
})

test("a navigation uses the parameters of its address, also to the first page", async () => {
  const { page, close } = await openList("/features")
  await search(page).fill("subgrid")
  await page.getByText("1 feature for World").waitFor()
  await page.getByRole("link", { name: "Features", exact: true }).click()
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 50)
  expect(page.url()).toBe(`${running.site.url}/features`)
  expect(await search(page).inputValue()).toBe("")
  await close()
})

test("choosing an audience right after typing keeps both", async () => {
  const { page, close } = await openList("/features")
  await search(page).fill("subgrid")
  await page.getByTitle("Change the audience").click()
  await page.getByLabel("Audience", { exact: true }).fill("DE")
  await page.getByRole("button", { name: "Show" }).click()
  await page.getByText("1 feature for Germany").waitFor()
  expect(new URL(page.url()).searchParams.get("audience")).toBe("DE")
  expect(await search(page).inputValue()).toBe("subgrid")
  await close()
})

test("Enter filters at once without a navigation, and typing continues", async () => {
  const { page, api, pageData, close } = await openList("/features")
  await search(page).fill("subgri")
  await search(page).press("Enter")
  await page.waitForURL(/q=subgri$/)
  await search(page).press("d")
  await page.waitForFunction(() => document.querySelector("tbody a")?.textContent === "Subgrid")
  await page.waitForURL(/q=subgrid$/)
  expect(await search(page).inputValue()).toBe("subgrid")
  expect(api.at(0)).toBe("/api/features?q=subgri")
  expect(pageData).toEqual([])
  await close()
})

test("input during a slow Back does not change the address of the other page", async () => {
  const { page, api, complaints, close } = await openList("/browsers")
  await page.getByRole("link", { name: "Features", exact: true }).click()
  await page.getByRole("heading", { name: "What can we use?" }).waitFor()
  // Reloads the page. Otherwise Back would use the page data that Gatsby's loader keeps.
  await page.reload()
  await hydrated(page)
  const { route, release } = hold()
  await page.route(/page-data\/browsers\//, route)
  await page.evaluate(() => window.history.back())
  await page.waitForURL(/\/browsers$/)
  await search(page).fill("grid")
  await search(page).press("Enter")
  expect(page.url()).toBe(`${running.site.url}/browsers`)
  release()
  await page.getByRole("heading", { name: "Browsers", level: 1 }).waitFor()
  expect(page.url()).toBe(`${running.site.url}/browsers`)
  expect(api).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

test("input from before hydration filters after hydration", async () => {
  const { page, api, complaints, close } = await openPage(running.browser)
  const { route, release } = hold()
  await page.route(/\.js$/, route)
  await page.goto(`${running.site.url}/features?audience=DE`, { waitUntil: "commit" })
  await search(page).fill("subgrid")
  release()
  await page.getByText("1 feature for Germany").waitFor()
  expect(await search(page).inputValue()).toBe("subgrid")
  expect(page.url()).toBe(`${running.site.url}/features?q=subgrid&audience=DE`)
  expect(api).toEqual(["/api/features?audience=DE&q=subgrid"])
  expect(complaints).toEqual([])
  await close()
})

test("a sort link right after typing keeps the input", async () => {
  const { page, close } = await openList("/features")
  // Types and clicks in one task, so that the pause does not end in between.
  await search(page).evaluate((input: HTMLInputElement) => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value") ?? {}
    set?.call(input, "grid")
    input.dispatchEvent(new Event("input", { bubbles: true }))
    document.querySelector<HTMLElement>("thead a")?.click()
  })
  await page.waitForURL(/sort=name/)
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ q: "grid", sort: "name" })
  expect(await search(page).inputValue()).toBe("grid")
  await close()
})

test("filters create history entries at rest, and Back and Forward restore results, fields and titles", async () => {
  const { page, complaints, close } = await openList()
  const state = async () => ({
    q: await search(page).inputValue(),
    title: await page.title(),
    progress: await page.getByRole("progressbar").count(),
  })
  const resting = () => new Promise((resolve) => setTimeout(resolve, 1_100))
  await search(page).fill("grid")
  await page.getByText("features for Germany").waitFor()
  await resting()
  await search(page).fill("subgrid")
  await page.getByText("1 feature for Germany").waitFor()
  await page.getByRole("link", { name: "Subgrid", exact: true }).click()
  await page.getByRole("heading", { name: "Subgrid", level: 1 }).waitFor()
  const featureTitle = await page.title()

  await page.goBack()
  await page.getByText("1 feature for Germany").waitFor()
  expect(await state()).toEqual({ q: "subgrid", title: "Features for “subgrid” – Reachline", progress: 0 })
  await page.goBack()
  await page.waitForURL(/q=grid/)
  await page.waitForFunction(() => document.title.includes("“grid”"))
  expect(await state()).toEqual({ q: "grid", title: "Features for “grid” – Reachline", progress: 0 })
  await page.goBack()
  await page.waitForFunction(() => document.title === "Features – Reachline")
  expect(await state()).toEqual({ q: "", title: "Features – Reachline", progress: 0 })
  expect(page.url()).toBe(`${running.site.url}/features?audience=DE`)

  for (const _ of [1, 2, 3]) await page.goForward()
  await page.getByRole("heading", { name: "Subgrid", level: 1 }).waitFor()
  expect(await page.title()).toBe(featureTitle)
  expect(complaints).toEqual([])
  await close()
})
