import type { Page } from "playwright-core"
import { hydrated, openPage } from "#tests/support/browser/watched-page"
import { minutes, runInChromium } from "#tests/support/servers/running"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture } from "#tests/support/servers/sites"

// A long timeout, because a busy machine is slow. No test measures time.
jest.setTimeout(minutes(0.5))

const running = runInChromium(() => sharedHost(fixture))

const heading = (page: Page, text: string) =>
  page.waitForFunction((wanted) => document.querySelector("h1")?.textContent === wanted, text)

const paths = [
  ["/wörter", "/w%C3%B6rter"],
  ["/a b", "/a%20b"],
  ["/d'or", "/d'or"],
  ['/größe "x" & más/ünï', "/gr%C3%B6%C3%9Fe%20%22x%22%20&%20m%C3%A1s/%C3%BCn%C3%AF"],
  ["/shop", "/shop"],
  ["/länder/de/ü", "/l%C3%A4nder/de/%C3%BC"],
] as const

describe.each(paths)("the SSR page %s", (path, encoded) => {
  test("is hydrated after a visit, without a request for its data and without another address", async () => {
    const { page, complaints, pageData, close } = await openPage(running.browser)
    await page.goto(`${running.site.url}${encoded}?q=a+b`)
    await hydrated(page)
    await heading(page, `/blog${encoded}`)
    expect(page.url()).toBe(`${running.site.url}${encoded}?q=a+b`)
    expect(pageData).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  test("is shown after a click on a Link, and again after Back and Forward", async () => {
    const { page, complaints, close } = await openPage(running.browser)
    await page.goto(`${running.site.url}/?to=${encodeURIComponent(path)}`)
    await hydrated(page)
    await page.click("#go")
    await heading(page, `/blog${encoded}`)
    await page.goBack()
    await heading(page, "Start")
    await page.goForward()
    await heading(page, `/blog${encoded}`)
    expect(new URL(page.url()).pathname).toBe(`/blog${encoded}`)
    expect(complaints).toEqual([])
    await close()
  })
})

test.each([
  ["/d%27or", "/blog/d'or"],
  ["/%77%c3%b6rter", "/blog/w%C3%B6rter"],
])("another spelling of a path, %s, shows the page too", async (spelling, shown) => {
  const { page, complaints, close } = await openPage(running.browser)
  await page.goto(running.site.url + spelling)
  await hydrated(page)
  await heading(page, shown)
  expect(complaints).toEqual([])
  await close()
})

test.each([
  ["/de/nirgends", "Nicht gefunden"],
  ["/fr/nulle-part", "/blog/fr/nulle-part"],
])("a Link to a missing page of a language, %s, shows the 404 page of the language", async (path, shown) => {
  const { page, close } = await openPage(running.browser)
  await page.goto(`${running.site.url}/?to=${path}`)
  await hydrated(page)
  await page.click("#go")
  await heading(page, shown)
  expect(page.url()).toBe(running.site.url + path)
  await page.reload()
  await hydrated(page)
  await heading(page, shown)
  await close()
})
