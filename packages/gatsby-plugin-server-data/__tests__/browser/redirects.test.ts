import { rememberWhatIsShown, shown } from "#tests/support/browser/navigation"
import { hydrated, openPage } from "#tests/support/browser/watched-page"
import { describeCachedTwins } from "#tests/support/servers/cached-twin"
import { minutes, runInChromium } from "#tests/support/servers/running"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

// A long timeout, because a busy machine is slow. No test measures time.
jest.setTimeout(minutes(0.5))

const running = runInChromium(() => sharedHost(fixture))

test("the retry of a 5xx page loads the document", async () => {
  const { page, close } = await openPage(running.browser)
  await page.goto(`${running.site.url}/?to=/table/500`)
  await hydrated(page)
  await page.click("#go")
  await page.waitForSelector("#retry")
  const [response] = await Promise.all([
    page.waitForResponse(`${running.site.url}/table/500`),
    page.click("#retry"),
  ])
  expect(response.request().isNavigationRequest()).toBe(true)
  await close()
})

describe("redirects in the browser", () => {
  const openStart = async (to: string) => {
    const watched = await openPage(running.browser)
    await watched.page.goto(`${running.site.url}/?to=${encodeURIComponent(to)}`)
    await hydrated(watched.page)
    return watched
  }
  const arriveFrom = async (to: string) => {
    const watched = await openStart(to)
    await watched.page.click("#go")
    return watched
  }

  test("follows five redirects in a row, in one history entry and with the fragment", async () => {
    const { page, complaints, close } = await arriveFrom("/chain/5#part")
    await page.waitForFunction(() => document.title === "Arrived 0")
    expect(page.url()).toBe(`${running.site.url}/chain/0#part`)
    await page.goBack()
    await page.waitForFunction(() => document.title === "Start")
    expect(complaints).toEqual([])
    await close()
  })

  test("shows “Too Many Redirects” for a circle of redirects", async () => {
    const { page, pageData, close } = await openStart("/chain/circle")
    await page.evaluate(rememberWhatIsShown)
    await page.click("#go")
    await shown(page, "Too Many Redirects")
    // The page was not blank and had no other title in between.
    expect(await page.evaluate(() => window.shown)).toEqual(["Start", "Too Many Redirects"])
    expect(pageData.length).toBeLessThanOrEqual(6)
    await close()
  })

  test("loads a target that is not a page as a document", async () => {
    const { page, close } = await arriveFrom("/chain/api")
    await page.waitForURL(`${running.site.url}/api/echo?q=document`)
    expect(await page.textContent("body")).toContain('"q":"document"')
    await close()
  })
})

test("a Link follows a redirect to another site", async () => {
  const { page, close } = await openPage(running.browser)
  await page.route("https://checkout.example/**", (route) => route.fulfill({ body: "Pay here." }))
  await page.goto(`${running.site.url}/?to=/chain/external`)
  await hydrated(page)
  await page.click("#go")
  await page.waitForURL("https://checkout.example/pay?cart=1")
  await page.goBack()
  await page.waitForFunction(() => document.title === "Start")
  await close()
})

// The requested URL, and the URL whose cached response is sent.
describeCachedTwins(
  [
    ["/echo?q=grid", "/echo?utm_source=x&q=grid"],
    ["/echo?utm_source=y&q=a+b", "/echo?q=a%20b"],
    ["/echo?q=it's", "/echo?utm_source=z&q=it's"],
    ["/echo?sort=name&q=grid", "/echo?q=grid&sort=name"],
    ["/echo?q=grid&unknown=1&unknown=2", "/echo?q=grid"],
  ],
  () => running,
  async (page, search) => expect(await page.inputValue("input[name=q]")).toBe(search.get("q")),
)

test("a static page runs under its own Content-Security-Policy, and its Link works", async () => {
  const { page, complaints, close } = await openPage(running.browser)
  await page.goto(`${running.site.url}/static?utm_source=x`)
  await hydrated(page)
  expect(await page.getAttribute("meta[http-equiv=Content-Security-Policy]", "content")).toContain("'sha256-")
  expect(
    await page.evaluate(() => getComputedStyle(document.getElementById("layout") as Element).color),
  ).toBe("rgb(1, 2, 3)")
  await page.click("#home")
  await page.waitForFunction(() => document.title === "Start")
  expect(complaints).toEqual([])
  await close()
})
