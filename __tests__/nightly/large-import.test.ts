import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Browser, CDPSession } from "playwright-core"
import { hydrated, openPage } from "../support/browser/watched-page"
import { writeAccessLog } from "../support/inputs/access-log"
import { temporaryDirectory } from "../support/inputs/data-directory"
import { isShort } from "../support/jest/nightly"
import { launchChromium } from "../support/servers/chromium"
import { minutes } from "../support/servers/running"
import { sharedHost } from "../support/servers/shared"
import { reachline } from "../support/servers/sites"

const megabytes = isShort ? 50 : 1_000

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

test(
  `imports ${megabytes} MB with a responsive page and less than 150 MB of memory`,
  async () => {
    const { page, close } = await openPage(browser)
    const large = join(temporaryDirectory(), "large.log")
    const thousands = await writeAccessLog(large, megabytes)
    await page.goto(`${sharedHost(reachline).url}/audiences/new`)
    await hydrated(page)
    await page.evaluate(() => {
      Object.assign(window, { ticks: 0 })
      setInterval(() => Object.assign(window, { ticks: (window as unknown as Ticking).ticks + 1 }), 50)
    })
    const session = await browser.newBrowserCDPSession()
    const before = await rendererMegabytes(session)
    const started = Date.now()
    await page.getByLabel("File to import").setInputFiles(large)
    let peak = before
    let isRead = false
    const read = page.getByRole("heading", { name: "Import summary" }).waitFor({ timeout: minutes(3) })
    void read.finally(() => {
      isRead = true
    })
    while (!isRead) {
      peak = Math.max(peak, await rendererMegabytes(session))
      await new Promise((next) => setTimeout(next, 100))
    }
    await read
    const ticks = await page.evaluate(() => (window as unknown as Ticking).ticks)
    // The page stays responsive: its timer ticks at least a third as often as on an idle page. The limit is low,
    // because the machine may have other load.
    expect(ticks).toBeGreaterThan((Date.now() - started) / 50 / 3)
    expect(peak - before).toBeLessThan(150)
    const counted = new Intl.NumberFormat("en").format(thousands * 880)
    expect(await page.getByText(`${counted} requests`).count()).toBe(1)
    await close()
  },
  minutes(4),
)

type Ticking = { ticks: number }

async function rendererMegabytes(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo")
  const sizes = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1])
  return Math.max(...sizes.map(Number)) / 1_024
}
