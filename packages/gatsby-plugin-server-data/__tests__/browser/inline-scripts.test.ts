import { hydrated, openPage } from "#tests/support/browser/watched-page"
import { minutes, runInChromium } from "#tests/support/servers/running"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

// A long timeout, because a busy machine is slow. No test measures time.
jest.setTimeout(minutes(0.5))

const running = runInChromium(() => sharedHost(fixture))

describe.each(["/scripts/static", "/scripts/server"])("on %s", (path) => {
  test("inline scripts of Gatsby's <Script> run if the option contains them, and no other", async () => {
    const { page, complaints, close } = await openPage(running.browser)
    await page.goto(running.site.url + path)
    await hydrated(page)
    await page.waitForFunction(() => {
      const { postHydrate, idle } = document.documentElement.dataset
      return postHydrate === "ran" && idle === "ran"
    })
    expect(complaints).toEqual([expect.stringMatching(/inline script violates.*Content Security Policy/)])
    expect(await page.evaluate(() => document.documentElement.dataset.unknown)).toBeUndefined()
    await close()
  })
})
