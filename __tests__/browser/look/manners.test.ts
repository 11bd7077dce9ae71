import type { Page } from "playwright-core"
import { runInChromium } from "../../support/running"
import { sharedHost } from "../../support/shared"
import { reachline } from "../../support/sites"
import { hydrated, openPage } from "../../support/watched-page"

const running = runInChromium(() => sharedHost(reachline))

async function open(path: string, options = {}) {
  const opened = await openPage(running.browser, options)
  await opened.page.goto(running.site.url + path)
  await hydrated(opened.page)
  return opened
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)
const tabTo = async (page: Page, selector: string) => {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab")
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return
  }
  throw new Error(`The Tab key does not lead to ${selector}.`)
}

test("by keyboard alone: search, a feature, another audience, and back", async () => {
  const { page, complaints, close } = await open("/")
  await page.keyboard.press("Tab")
  expect(await focused(page)).toBe("Skip to the content")
  await page.keyboard.press("/")
  await page.keyboard.type(":has")
  await page.keyboard.press("Enter")
  await page.getByRole("heading", { name: "What can we use?" }).waitFor()
  await hydrated(page)

  await tabTo(page, 'tbody a[href="/features/has"]')
  await page.keyboard.press("Enter")
  await page.getByRole("heading", { name: ":has()", level: 1 }).waitFor()
  await page.waitForFunction(() => document.activeElement?.tagName === "H1")
  expect(await focused(page)).toBe(":has()")

  await page.keyboard.press("Shift+Tab")
  await page.keyboard.press("Shift+Tab")
  expect(await focused(page)).toBe("Audience: World")
  await page.keyboard.press("Enter")
  await page.keyboard.press("Tab")
  await page.keyboard.type("DE")
  await page.keyboard.press("Enter")
  await page.getByText("of Germany;").waitFor()
  expect(page.url()).toBe(`${running.site.url}/features/has?audience=DE`)
  expect(await page.locator("details:has(form)").getAttribute("open")).toBeNull()

  await page.goBack()
  await page.getByText("of the world;").waitFor()
  await page.waitForFunction(() => document.activeElement?.tagName === "H1")
  expect(complaints).toEqual([])
  await close()
})

test("after a navigation the heading has the focus, and the announcer says the page's name", async () => {
  const { page, close } = await open("/features")
  await page.getByRole("link", { name: "Data", exact: true }).click()
  await page.waitForFunction(() => document.activeElement?.textContent === "The data")
  await page.waitForFunction(
    () => document.querySelector("#gatsby-announcer")?.textContent === "Navigated to The data",
  )
  expect(await page.getByRole("link", { name: "Data", exact: true }).getAttribute("aria-current")).toBe(
    "page",
  )
  await close()
})

test("a slow navigation shows a bar after a moment, a quick one none", async () => {
  const { page, close } = await open("/features")
  await page.evaluate(() => {
    const watched = window as unknown as { bars: number }
    watched.bars = 0
    new MutationObserver(() => {
      if (document.querySelector("[role=progressbar]")) watched.bars++
    }).observe(document.body, { childList: true, subtree: true })
  })
  const bars = () => page.evaluate(() => (window as unknown as { bars: number }).bars)
  const loaded = page.waitForResponse(/page-data\.json/)
  await page.hover("tbody a >> nth=0")
  await (await loaded).finished()
  await page.click("tbody a >> nth=0")
  await page.waitForURL(/\/features\/./)
  expect(await bars()).toBe(0)

  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/page-data\/data\//, async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole("link", { name: "Data", exact: true }).click()
  await page.getByRole("progressbar").waitFor()
  release()
  await page.getByRole("heading", { name: "The data" }).waitFor()
  await page.getByRole("progressbar").waitFor({ state: "detached" })
  await close()
})

test("the theme goes round, is remembered, and is there before the first paint", async () => {
  const { page, complaints, close } = await open("/", { colorScheme: "light" })
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await ground()
  await page.getByRole("button", { name: "Theme: auto" }).click()
  await page.getByRole("button", { name: "Theme: light" }).click()
  const dark = await ground()
  expect(dark).not.toBe(light)

  // Without what takes over the page, the theme is the inline script's doing.
  await page.route(/\.js$/, (route) => route.abort())
  await page.goto(`${running.site.url}/features`)
  expect(await ground()).toBe(dark)
  await page.unroute(/\.js$/)
  await page.reload()
  await hydrated(page)
  await page.getByRole("button", { name: "Theme: dark" }).click()
  expect(await ground()).toBe(light)
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  expect(complaints.filter((text) => !text.includes("ERR_FAILED"))).toEqual([])
  await close()
})

test("the picker says how much a browserslist query matches while it is typed, or what is wrong with it", async () => {
  const { page, api, complaints, close } = await open("/features?audience=DE")
  expect(api).toEqual([])
  await page.getByTitle("Change the audience").click()
  const browsers = page.getByLabel("Browsers (browserslist query)")
  await browsers.fill("firefox 115")
  const feedback = page.getByRole("form", { name: "Choose the audience" }).getByRole("status")
  await feedback.getByText(/Matches 1 version, \d+\.\d% of the visits \(Germany\)/).waitFor()
  expect(api).toContain("/api/audiences/DE?browsers=firefox+115")
  await browsers.fill("last 2 cheeses")
  await feedback.getByText("Unknown browser").waitFor()
  await page.keyboard.press("Escape")
  expect(await browsers.isVisible()).toBe(false)
  expect(complaints).toEqual([])
  await close()
})

test("a click on a column's head sorts, chips take filters off, and an empty list says what to loosen", async () => {
  const { page, complaints, close } = await open("/features?audience=DE&q=grid&min=100&baseline=widely")
  await page.getByText("Nothing passes all of these filters together").waitFor()
  const loosen = page.getByRole("link", { name: "Reaches at least 100%", exact: true })
  const promised = Number(
    await loosen
      .locator("..")
      .textContent()
      .then((text) => /(\d+) feature/.exec(text ?? "")?.[1]),
  )
  await loosen.click()
  await page.waitForURL((url) => !url.search.includes("min="))
  await page.getByText(new RegExp(`^${promised} features? for Germany`)).waitFor()

  await page.getByRole("link", { name: "Take off the filter “grid”" }).click()
  await page.waitForURL((url) => !url.search.includes("q="))
  await page.getByRole("columnheader", { name: "Feature" }).getByRole("link").click()
  await page.waitForURL(/sort=name/)
  expect(new URL(page.url()).searchParams.get("baseline")).toBe("widely")
  expect(new URL(page.url()).searchParams.get("audience")).toBe("DE")
  await page.waitForFunction(
    () => document.querySelector("th[aria-sort]")?.getAttribute("aria-sort") === "ascending",
  )
  const names = await page.locator("tbody th a").allTextContents()
  const compare = new Intl.Collator("en", { numeric: true, ignorePunctuation: true }).compare
  expect(names).toEqual([...names].sort(compare))
  expect(complaints).toEqual([])
  await close()
})

test("leaving out unknown browsers changes the whole page, and keeps what was typed", async () => {
  const { page, close } = await open("/features?audience=DE")
  await page.getByLabel("Search").fill("subgrid")
  await page.getByText("1 feature for Germany").waitFor()
  const before = Number(await page.locator("tbody data").first().getAttribute("value"))
  await page.locator("main").getByLabel("Known browsers only").check()
  await page.waitForURL(/of=known/)
  await page.waitForFunction(
    (value) => Number(document.querySelector("tbody data")?.getAttribute("value")) > value,
    before,
  )
  expect(await page.locator("tbody a").getAttribute("href")).toContain("of=known")
  expect(await page.getByLabel("Search").inputValue()).toBe("subgrid")
  await close()
})

test("what the copy buttons give: the address, the versions that are needed, the condition", async () => {
  const { page, close } = await open("/features/has?audience=DE", {
    permissions: ["clipboard-read", "clipboard-write"],
  })
  const copied = async (name: string) => {
    await page.getByRole("button", { name }).click()
    await page.getByRole("button", { name: "Copied" }).first().waitFor()
    const text = await page.evaluate(() => navigator.clipboard.readText())
    await page.getByRole("button", { name: "Copied" }).waitFor({ state: "detached" })
    return text
  }
  expect(await copied("Copy the address")).toBe(page.url())
  expect(await copied("Copy the browserslist query")).toMatch(
    /^chrome >= 105, and_chr >= 105, .*safari >= 15\.4/,
  )
  expect(await copied("Copy the condition")).toBe("@supports selector(:has(*))")
  await close()
})

test("without scripts the search, the picker and the pictures are there and work, and nothing that needs scripts", async () => {
  const { page, complaints, close } = await openPage(running.browser, { javaScriptEnabled: false })
  await page.goto(`${running.site.url}/`)
  expect(await page.getByRole("img", { name: /by the end of each year: 2015 / }).isVisible()).toBe(true)
  await page.getByLabel("Search web features").fill(":has()")
  await page.keyboard.press("Enter")
  await page.getByRole("link", { name: ":has()", exact: true }).click()
  await page.getByTitle("Change the audience").click()
  await page.getByLabel("Audience", { exact: true }).fill("Germany")
  await page.getByRole("form", { name: "Choose the audience" }).getByLabel("Known browsers only").check()
  await page.getByRole("button", { name: "Show" }).click()
  await page.getByText("of Germany, known browsers only;").waitFor()
  expect(new URL(page.url()).search).toBe("?audience=Germany&browsers=&of=known")
  expect(await page.getByRole("img", { name: /^Versions of / }).count()).toBeGreaterThan(5)
  await page.getByText("Its part", { exact: true }).click()
  expect(await page.getByText("css.selectors.has").isVisible()).toBe(true)
  expect(await page.getByRole("button", { name: /Copy|Theme/ }).count()).toBe(0)
  expect(complaints).toEqual([])
  await close()
})
