import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { fixture } from "../servers/sites"

export type WatchedPage = {
  page: Page
  complaints: string[]
  /** The path and query of each request for page-data.json so far, without the path prefix. */
  pageData: string[]
  /** The path and query of each API request so far, without the path prefix. */
  api: string[]
  close(): Promise<void>
}

const expectedMessages = [
  // Chromium logs this message for responses with an error status: error pages, and the missing icon of the fixture
  // site.
  /^Failed to load resource: the server responded with a status of \d+/,
  // In development, React warns about the classic JSX runtime. With React 19, Gatsby's Head needs this runtime.
  /outdated JSX transform/,
]

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

/** Removes the path prefix of the fixture site. `gatsby develop` does not add this prefix. */
function withoutPrefix(url: string): URL {
  const address = new URL(url)
  const { pathPrefix } = fixture
  if (address.pathname.startsWith(`${pathPrefix}/`))
    address.pathname = address.pathname.slice(pathPrefix.length)
  return address
}

export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const root = document.querySelector("#gatsby-focus-wrapper, #___gatsby > *")
    return root !== null && Object.keys(root).some((key) => key.startsWith("__react"))
  })
}
