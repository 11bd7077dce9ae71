import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { fixture } from "./sites"

export type WatchedPage = {
  page: Page
  /** What Chromium or the page complained about: errors, warnings, breaches of the Content-Security-Policy. */
  complaints: string[]
  /** The page-data.json requests so far, by path and query, without the path prefix. */
  pageData: string[]
  /** The requests to the API so far, by path and query, without the path prefix. */
  api: string[]
  close(): Promise<void>
}

const expectedMessages = [
  // Chromium says so of the very document that was asked for, and of the icon that the fixture has none of.
  /^Failed to load resource: the server responded with a status of \d+/,
  // Gatsby's Head needs the classic JSX runtime on React 19; React says so under develop.
  /outdated JSX transform/,
]

/** A page in a context of its own, with an eye on what it asks for and what it complains about. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  const pageData: string[] = []
  const api: string[] = []
  page.on("console", (message) => {
    const text = message.text()
    const expected = expectedMessages.some((pattern) => pattern.test(text))
    if (["error", "warning"].includes(message.type()) && !expected) complaints.push(text)
  })
  page.on("pageerror", (error) => complaints.push(String(error)))
  page.on("request", (request) => {
    const { pathname, search } = withoutPrefix(request.url())
    if (pathname.endsWith("/page-data.json")) pageData.push(pathname + search)
    if (pathname.startsWith("/api/")) api.push(pathname + search)
  })
  return { page, complaints, pageData, api, close: () => context.close() }
}

/** An address without the path prefix of the fixture, which `gatsby develop` does not apply. */
function withoutPrefix(url: string): URL {
  const address = new URL(url)
  const { pathPrefix } = fixture
  if (address.pathname.startsWith(`${pathPrefix}/`))
    address.pathname = address.pathname.slice(pathPrefix.length)
  return address
}

/** Waits until Gatsby's runtime has taken over the page. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const root = document.querySelector("#gatsby-focus-wrapper, #___gatsby > *")
    return root !== null && Object.keys(root).some((key) => key.startsWith("__react"))
  })
}
