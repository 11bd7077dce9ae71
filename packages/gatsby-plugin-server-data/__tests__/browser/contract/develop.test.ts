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
    // Develop compiles for the first visitor; the tests are not to wait for it.
    const { page, close } = await openPage(browser)
    await page.goto(`${site.url}/table/200`)
    await page.waitForFunction(() => document.title === "Row 200", undefined, { timeout: minutes(2) })
    await close()
  },
)

describeContract(running, { develop: true })

test("a redirect that gives up is explained, for a Link and for a visit", async () => {
  const { page, close } = await openPage(running.browser)
  await page.goto(`${running.site.url}/?to=/chain/circle`)
  await page.click("#go")
  await shown(page, "Too Many Redirects")
  await page.reload()
  await shown(page, "Too Many Redirects")
  await close()
})

test("a 500 tells the error's message to whoever develops, and logs it", async () => {
  const response = await fetch(`${running.site.url}/page-data/table/500/page-data.json`)
  const { error } = (await response.json()).result.serverData
  expect(error.detail).toMatch(/Request ID: [\w-]{36}\. secret internals$/)
  await logLine(running.site.output, `"id":"${error.requestId}"`)
})

test("a reload shows what getServerData returns now", async () => {
  const { page, close } = await openPage(running.browser)
  const making = async () => (await page.waitForSelector("#making:not(:empty)")).textContent()
  await page.goto(`${running.site.url}/made`)
  const first = await making()
  await page.reload()
  expect(first).toMatch(/^[\w-]{36}$/)
  expect(await making()).not.toBe(first)
  await close()
})

test("props that are no JSON are an error that names their path", async () => {
  const { page, close } = await openPage(running.browser)
  await page.goto(`${running.site.url}/returned?as=date`)
  await hydrated(page)
  await page.waitForSelector("#detail:text('props.items[0].since is a Date')")
  await close()
})

test("headers that load returned reach the response", async () => {
  const response = await fetch(`${running.site.url}/page-data/returned/page-data.json`)
  expect(response.headers.get("x-fixture")).toBe("yes")
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"])
})
