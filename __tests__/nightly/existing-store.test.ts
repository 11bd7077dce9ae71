import { cpSync, symlinkSync } from "node:fs"
import { createServer, type Server } from "node:http"
import { join } from "node:path"
import { hydrated, openPage } from "../support/browser/watched-page"
import { temporaryDirectory } from "../support/inputs/data-directory"
import { collect, freePort, stopGroup } from "../support/servers/processes"
import { minutes } from "../support/servers/running"
import { untilReady } from "../support/servers/servers"
import { connectChromium } from "../support/servers/shared"
import { repository, runGatsby } from "../support/servers/sites"

/** A second server, which has the reviews. It sends CORS headers, because the browser also requests reviews. */
async function startReviews(): Promise<{ server: Server; port: number; requests: string[] }> {
  const requests: string[] = []
  const reviews = ["Long"]
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    response.setHeader("access-control-allow-origin", "*")
    response.setHeader("access-control-allow-headers", "*")
    response.setHeader("access-control-expose-headers", "date")
    response.setHeader("content-type", "application/json")
    if (request.method === "POST") reviews.push("Good")
    response.end(JSON.stringify(request.method === "POST" ? null : reviews))
  })
  const port = await freePort()
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening))
  return { server, port, requests }
}

/** Builds the site with the installed packages and starts `gatsby serve`. */
async function startSite(reviewsPort: number) {
  const directory = temporaryDirectory()
  cpSync(join(repository, "__tests__", "existing-store-site"), directory, { recursive: true })
  symlinkSync(join(repository, "node_modules"), join(directory, "node_modules"))
  const build = runGatsby(directory, ["build"], { GATSBY_REVIEWS_URL: `http://127.0.0.1:${reviewsPort}/` })
  const written = collect(build)
  const code = await new Promise((done) => build.once("exit", done))
  if (code !== 0) throw new Error(`The build ended with ${code}:\n${written()}`)
  const port = await freePort()
  const child = runGatsby(directory, ["serve", "--port", String(port), "--host", "127.0.0.1"])
  await untilReady(child, collect(child), "You can now view")
  return { url: `http://127.0.0.1:${port}/`, stop: () => stopGroup(child) }
}

test(
  "a site with a store of its own is rendered on the server without a change of its slices",
  async () => {
    const reviews = await startReviews()
    const site = await startSite(reviews.port)
    const browser = await connectChromium()
    const { page, api, complaints, close } = await openPage(browser)
    const text = (selector: string) => page.locator(selector).textContent()
    try {
      const html = await (await fetch(site.url)).text()
      expect(html).toMatch(/<h1>Solaris<\/h1>/)
      expect(html).toContain('<p id="reviews">Long</p>')
      expect(reviews.requests).toEqual(["GET /reviews/1"])

      await page.goto(site.url)
      await hydrated(page)
      await page.waitForLoadState("networkidle")
      expect(api).toEqual([])
      // Each of the two visits causes one request for reviews. The site's server sends it, not the browser.
      expect(reviews.requests).toEqual(["GET /reviews/1", "GET /reviews/1"])
      expect(await text("h1")).toBe("Solaris")
      expect(complaints).toEqual([])

      await page.getByRole("button", { name: "Add a review" }).click()
      await page.getByText("Long, Good").waitFor()
      expect(await text("#notice")).toBe("Thank you 1")
      expect(reviews.requests.filter((request) => !request.startsWith("OPTIONS")).slice(2)).toEqual([
        "POST /reviews/1",
        "GET /reviews/1",
      ])
    } finally {
      await close()
      await browser.close()
      await site.stop()
      reviews.server.close()
    }
  },
  minutes(10),
)
