import { describeContract } from "#tests/support/browser/contract"
import { shown } from "#tests/support/browser/navigation"
import { hydrated, openPage } from "#tests/support/browser/watched-page"
import { logLine } from "#tests/support/servers/processes"
import { minutes, runInChromium } from "#tests/support/servers/running"
import { startGatsbyDevelop } from "#tests/support/servers/servers"
import { fixture } from "#tests/support/servers/sites"

const running = runInChromium(
  () => startGatsbyDevelop(fixture),
  async ({ site, browser }) => {
    // `gatsby develop` compiles at the first visit. The tests must not wait for it.
    const { page, close } = await openPage(browser)
    await page.goto(`${site.url}/table/200`)
    await page.waitForFunction(() => document.title === "Row 200", undefined, { timeout: minutes(2) })
    await close()
  },
)

describeContract(running, { develop: true })

test("an endless redirect shows “Too Many Redirects”, after a Link and after a visit", async () => {
  const { page, close } = await openPage(running.browser)
  await page.goto(`${running.site.url}/?to=/chain/circle`)
  await page.click("#go")
  await shown(page, "Too Many Redirects")
  await page.reload()
  await shown(page, "Too Many Redirects")
  await close()
})

test("a 500 contains the error's message in develop mode, and its ID is in the log", async () => {
  const response = await fetch(`${running.site.url}/page-data/table/500/page-data.json`)
  const { error } = (await response.json()).result.serverData
  expect(error.detail).toMatch(/Request ID: [\w-]{36}\. secret internals$/)
  await logLine(running.site.output, `"id":"${error.requestId}"`)
})

test("a reload calls getServerData again", async () => {
  const { page, close } = await openPage(running.browser)
  const renderingId = async () => (await page.waitForSelector("#rendering-id:not(:empty)")).textContent()
  await page.goto(`${running.site.url}/rendering`)
  const first = await renderingId()
  await page.reload()
  expect(first).toMatch(/^[\w-]{36}$/)
  expect(await renderingId()).not.toBe(first)
  await close()
})

test("props that cannot be JSON are an error that names their path", async () => {
  const { page, close } = await openPage(running.browser)
  await page.goto(`${running.site.url}/returned?as=date`)
  await hydrated(page)
  await page.waitForSelector("#detail:text('props.items[0].since is a Date')")
  await close()
})

test("the response has the headers that load returned", async () => {
  const response = await fetch(`${running.site.url}/page-data/returned/page-data.json`)
  expect(response.headers.get("x-fixture")).toBe("yes")
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"])
})
