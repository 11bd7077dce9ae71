import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import type { Page } from "playwright-core"
import { violationsIn } from "../../support/browser/axe"
import { hydrated, openPage } from "../../support/browser/watched-page"
import { accessLog } from "../../support/inputs/access-log"
import { temporaryDirectory } from "../../support/inputs/data-directory"
import { runInChromium } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

const files = temporaryDirectory()
const running = runInChromium(() => sharedHost(reachline))

const fileOf = (name: string, content: string | Buffer): string => {
  const path = join(files, name)
  writeFileSync(path, content)
  return path
}
const log = fileOf("access.log", Buffer.concat([...accessLog(0.1)]))
const statistics = fileOf("browserslist-stats.json", '{ "chrome": { "120": 75 }, "ios_saf": { "15.6": 25 } }')

async function openForm(page: Page): Promise<void> {
  await page.goto(`${running.site.url}/audiences/new`)
  await hydrated(page)
}

test("opens a packed log in the browser", async () => {
  const { page, complaints, close } = await openPage(running.browser)
  await openForm(page)
  const packed = fileOf("access.log.1.gz", gzipSync(Buffer.concat([...accessLog(0.1)])))
  await page.getByLabel("File to import").setInputFiles(packed)
  await page.getByRole("heading", { name: "Import summary" }).waitFor()
  expect(await page.getByText("880 requests").count()).toBe(1)
  expect(complaints).toEqual([])
  await close()
})

test("imports a log, saves it, shows it, replaces it with its key, and deletes it", async () => {
  const { page, complaints, close } = await openPage(running.browser)
  await openForm(page)
  await page.getByLabel("File to import").setInputFiles(log)
  await page.getByRole("heading", { name: "Import summary" }).waitFor()
  expect(await page.getByText("880 requests").count()).toBe(1)
  expect(await page.getByText("120", { exact: true }).count()).toBe(1)

  expect(await violationsIn(page)).toEqual([])
  await page.getByLabel("Name").fill("Acme <i>shop</i> & Söhne")
  const sent = page.waitForRequest((request) => request.method() === "POST")
  await page.getByRole("button", { name: "Save audience" }).click()
  // Only the counts leave this machine.
  expect(Object.keys((await sent).postDataJSON()).sort()).toEqual([
    "browsers",
    "listed",
    "lowerBounds",
    "name",
    "unknown",
  ])
  await page.getByRole("heading", { name: "Acme <i>shop</i> & Söhne is saved" }).waitFor()
  const key = (await page.locator("section code").textContent()) ?? ""
  expect(key).toMatch(/^[\w-]{43}$/)
  expect(await violationsIn(page)).toEqual([])

  await page.getByRole("link", { name: /^\/audiences\// }).click()
  await page.getByRole("heading", { name: "Acme <i>shop</i> & Söhne", exact: true }).waitFor()
  const slug = new URL(page.url()).searchParams.get("audience") ?? ""
  expect(slug).toMatch(/^acme-i-shop-i-sohne-[a-z0-9]{8}$/)
  expect(await page.getByRole("main").textContent()).toMatch(/Baseline 20\d\d is the newest year/)
  expect(await violationsIn(page)).toEqual([])

  await page.getByRole("link", { name: /Edit or delete this audience/ }).click()
  await page.getByRole("heading", { name: /^Edit Acme/ }).waitFor()
  expect(await violationsIn(page)).toEqual([])
  await page.getByLabel("Edit key").fill("A".repeat(43))
  await page.getByRole("button", { name: "Save changes" }).click()
  await page.getByText("This is not the edit key of this audience.").waitFor()
  expect(await page.getByLabel("Edit key").getAttribute("aria-invalid")).toBe("true")

  await page.getByLabel("Edit key").fill(key)
  await page.getByLabel("Name").fill("Acme")
  await page.getByLabel(/Replace with a new file/).setInputFiles(statistics)
  await page.getByRole("heading", { name: "Import summary" }).waitFor()
  await page.getByRole("button", { name: "Save changes" }).click()
  await page.getByText("Saved. View audience").waitFor()
  await page.getByRole("link", { name: "View audience" }).click()
  await page.getByRole("heading", { name: "Acme", exact: true }).waitFor()
  // The browser requested the audience again: the page shows the new browsers, and the history contains both saves.
  expect(await page.getByRole("main").textContent()).toContain("75.0%")
  const history = page.getByRole("table").filter({ hasText: "Saved" })
  expect(await history.getByRole("row").count()).toBe(3)

  await page.getByRole("link", { name: /Edit or delete this audience/ }).click()
  await page.getByLabel("Edit key").fill(key)
  await page.getByText("Delete audience", { exact: true }).click()
  await page.getByRole("button", { name: "Delete permanently" }).click()
  await page.getByRole("heading", { name: "Acme is deleted" }).waitFor()
  const gone = await page.request.get(`${running.site.url}/audiences/${slug}`)
  expect(gone.status()).toBe(404)
  // The browser logs the response 403 to the wrong edit key.
  expect(complaints.filter((complaint) => !complaint.includes("403"))).toEqual([])
  await close()
})

test("shows a file's error at its field, and keeps the other input", async () => {
  const { page, close } = await openPage(running.browser)
  await openForm(page)
  await page.getByLabel("Name").fill("Kept")
  await page.getByLabel("File to import").setInputFiles(fileOf("report.pdf", "%PDF-1.7\n%âãÏÓ\n"))
  await page.getByText(/PDF/).first().waitFor()
  expect(await page.getByLabel("File to import").getAttribute("aria-invalid")).toBe("true")
  await page.getByLabel("File to import").setInputFiles(statistics)
  await page.getByRole("heading", { name: "Import summary" }).waitFor()
  expect(await page.getByLabel("Name").inputValue()).toBe("Kept")
  expect(await page.getByLabel("File to import").getAttribute("aria-invalid")).toBeNull()
  await close()
})

test("reports a lost connection, keeps the input, and saves later", async () => {
  const { page, close } = await openPage(running.browser)
  await openForm(page)
  await page.getByLabel("File to import").setInputFiles(statistics)
  await page.getByLabel("Name").fill("Later")
  await page.getByRole("heading", { name: "Import summary" }).waitFor()
  await page.context().setOffline(true)
  await page.getByRole("button", { name: "Save audience" }).click()
  await page.getByText("There is no connection to the server. Try again.").waitFor()
  await page.context().setOffline(false)
  await page.getByRole("button", { name: "Save audience" }).click()
  await page.getByRole("heading", { name: "Later is saved" }).waitFor()
  await close()
})

test("without JavaScript, the page explains that importing needs it, and hides the form", async () => {
  const context = await running.browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${running.site.url}/audiences/new`)
  expect(await page.getByText(/^Importing needs JavaScript/).isVisible()).toBe(true)
  expect(await page.getByLabel("File to import").isVisible()).toBe(false)
  await context.close()
})
