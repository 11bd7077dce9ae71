import { spawn } from "node:child_process"
import { existsSync, mkdirSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { chromium } from "playwright-core"

/**
 * Pictures of every page in light, dark and at 360 px, into .tmp/screenshots: of the site at TEST_URL, or of one that
 * is started here.
 */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const folder = path.join(root, ".tmp", "screenshots")

const pages = {
  home: "/?audience=DE",
  features: "/features?audience=DE&group=selectors",
  "features-none": "/features?audience=DE&q=grid&min=100",
  feature: "/features/has?audience=DE",
  stack: "/stack?audience=DE&features=grid,has,view-transitions",
  browsers: "/browsers?audience=DE",
  browser: "/browsers/safari_ios?audience=DE&version=15.6",
  audiences: "/audiences?audience=DE",
  audience: "/audiences/DE",
  you: "/you",
  data: "/data",
  "not-found": "/features/gird",
  gone: "/features/single-color-gradients",
  "bad-request": "/features?min=abc",
}

const settings = /** @type {const} */ ([
  { name: "light", colorScheme: "light", width: 1280 },
  { name: "dark", colorScheme: "dark", width: 1280 },
  { name: "360", colorScheme: "light", width: 360 },
])

async function main() {
  const site = process.env.TEST_URL ? { url: process.env.TEST_URL, stop() {} } : await startSite()
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
  })
  try {
    mkdirSync(folder, { recursive: true })
    for (const { name: setting, colorScheme, width } of settings) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } })
      const page = await context.newPage()
      for (const [name, address] of Object.entries(pages)) {
        await page.goto(site.url + address, { waitUntil: "networkidle" })
        await page.screenshot({ path: path.join(folder, `${name}-${setting}.png`), fullPage: true })
      }
      await context.close()
    }
    console.log(`${Object.keys(pages).length * settings.length} pictures are in ${folder}`)
  } finally {
    await browser.close()
    site.stop()
  }
}

function findChromium() {
  const known = [
    process.env.CHROME_PATH,
    "/usr/bin/google-chrome",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
  ]
  const found = known.find((file) => file && existsSync(file))
  if (!found) throw new Error("There is no Chrome here. Say where one is: CHROME_PATH=… npm run screenshots")
  return found
}

/** @returns {Promise<{ url: string, stop(): void }>} */
function startSite() {
  const port = process.env.PORT || "9123"
  const server = spawn(process.execPath, [path.join(root, "scripts", "start.js")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: { WEBSTATUS_URL: "off", ...process.env, PORT: port, HOST: "127.0.0.1" },
  })
  return new Promise((resolve, reject) => {
    server.once("exit", (code) => reject(new Error(`The site did not start (${code}).`)))
    server.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      if (text.includes("Reachline is at")) {
        resolve({ url: `http://127.0.0.1:${port}`, stop: () => void server.kill() })
      }
    })
  })
}

await main()
