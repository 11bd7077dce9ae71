import type { Page } from "playwright-core"
import { hydrated, openPage } from "../../support/browser/watched-page"
import { runInChromium } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

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

test("works by keyboard: search, a feature, another audience, and back", async () => {
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
  await page.getByText("of visits from Germany support it").waitFor()
  expect(page.url()).toBe(`${running.site.url}/features/has?audience=DE`)
  expect(await page.locator("header details").getAttribute("open")).toBeNull()

  await page.goBack()
  await page.getByText("of visits worldwide support it").waitFor()
  await page.waitForFunction(() => document.activeElement?.tagName === "H1")
  expect(complaints).toEqual([])
  await close()
})

test("after a navigation the heading has the focus, and the announcer has the page's name", async () => {
  const { page, close } = await open("/features")
  await page.getByRole("link", { name: "Data", exact: true }).click()
  await page.waitForFunction(() => document.activeElement?.textContent === "Data sources")
  await page.waitForFunction(
    () => document.querySelector("#gatsby-announcer")?.textContent === "Navigated to Data sources",
  )
  expect(await page.getByRole("link", { name: "Data", exact: true }).getAttribute("aria-current")).toBe(
    "page",
  )
  await close()
})

test("only a slow navigation shows a progress bar", async () => {
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
  await page.getByRole("heading", { name: "Data sources" }).waitFor()
  await page.getByRole("progressbar").waitFor({ state: "detached" })
  await close()
})

test("the theme switches, is stored, and applies before the first paint", async () => {
  const { page, complaints, close } = await open("/", { colorScheme: "light" })
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await ground()
  await page.getByRole("button", { name: "Theme: auto" }).click()
  await page.getByRole("button", { name: "Theme: light" }).click()
  const dark = await ground()
  expect(dark).not.toBe(light)

  // Blocks hydration, so that only the inline script can set the theme.
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

test("the picker shows the matches of a browserslist query, or its error, during typing", async () => {
  const { page, api, complaints, close } = await open("/features?audience=DE")
  expect(api).toEqual([])
  await page.getByTitle("Change the audience").click()
  const browsers = page.getByLabel("Browsers (browserslist query)")
  await browsers.fill("firefox 115")
  const feedback = page.getByRole("form", { name: "Choose an audience" }).getByRole("status")
  await feedback.getByText(/Matches 1 version: \d+\.\d% of visits from Germany/).waitFor()
  expect(api).toContain("/api/audiences/DE?browsers=firefox+115")
  await browsers.fill("last 2 cheeses")
  await feedback.getByText("Unknown browser").waitFor()
  await page.keyboard.press("Escape")
  expect(await browsers.isVisible()).toBe(false)
  expect(complaints).toEqual([])
  await close()
})

test("column heads sort, chips remove filters, and an empty list suggests filters to remove", async () => {
  const { page, complaints, close } = await open("/features?audience=DE&q=grid&min=100&baseline=limited")
  await page.getByText("No features match").waitFor()
  const suggestion = page.getByRole("link", { name: "Minimum reach: 100%", exact: true })
  const promised = Number(
    await suggestion
      .locator("..")
      .textContent()
      .then((text) => /(\d+) feature/.exec(text ?? "")?.[1]),
  )
  await suggestion.click()
  await page.waitForURL((url) => !url.search.includes("min="))
  await page.getByText(new RegExp(`^${promised} features? for Germany`)).waitFor()

  await page.getByRole("link", { name: "Remove filter “grid”" }).click()
  await page.waitForURL((url) => !url.search.includes("q="))
  await page.getByRole("columnheader", { name: "Feature" }).getByRole("link").click()
  await page.waitForURL(/sort=name/)
  expect(new URL(page.url()).searchParams.get("baseline")).toBe("limited")
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

test("leaving out unknown browsers changes all figures and links, and keeps the input", async () => {
  const { page, close } = await open("/features?audience=DE")
  await page.getByLabel("Search").fill("subgrid")
  await page.getByText("1 feature for Germany").waitFor()
  const before = Number(await page.locator("tbody data").first().getAttribute("value"))
  await page.locator("main").getByLabel("Include unidentified visits").check()
  await page.waitForURL(/of=all/)
  await page.waitForFunction(
    (value) => Number(document.querySelector("tbody data")?.getAttribute("value")) < value,
    before,
  )
  expect(await page.locator("tbody a").getAttribute("href")).toContain("of=all")
  expect(await page.getByLabel("Search").inputValue()).toBe("subgrid")
  await close()
})

test("the copy buttons copy the link, the minimum versions and the condition", async () => {
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
  expect(await copied("Copy link")).toBe(page.url())
  expect(await copied("Copy browserslist query")).toMatch(/^chrome >= 105, and_chr >= 105, .*safari >= 15\.4/)
  expect(await copied("Copy condition")).toBe("@supports selector(:has(*))")
  await close()
})

test("without scripts the search, the picker and the pictures work, and controls that need scripts are hidden", async () => {
  const { page, complaints, close } = await openPage(running.browser, { javaScriptEnabled: false })
  await page.goto(`${running.site.url}/`)
  expect(await page.getByRole("img", { name: /by the end of each year: 2015 / }).isVisible()).toBe(true)
  await page.getByLabel("Search web features").fill(":has()")
  await page.keyboard.press("Enter")
  await page.getByRole("link", { name: ":has()", exact: true }).click()
  await page.getByTitle("Change the audience").click()
  await page.getByLabel("Audience", { exact: true }).fill("Germany")
  await page
    .getByRole("form", { name: "Choose an audience" })
    .getByLabel("Include unidentified visits")
    .check()
  await page.getByRole("button", { name: "Show" }).click()
  await page.getByText("of visits from Germany (unidentified visits included) support it").waitFor()
  expect(new URL(page.url()).search).toBe("?audience=Germany&browsers=&target=&of=all")
  expect(await page.getByRole("img", { name: /^Versions of / }).count()).toBeGreaterThan(5)
  await page.getByText("Badge", { exact: true }).click()
  expect(await page.getByRole("img", { name: "Reach of :has()" }).isVisible()).toBe(true)
  expect(await page.getByRole("button", { name: /Copy|Theme/ }).count()).toBe(0)
  expect(complaints).toEqual([])
  await close()
})
