import { mkdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { chromium } from "playwright-core"
import { chromiumArguments, findChromium } from "./chromium.js"
import { runningSite } from "./running-site.js"

/**
 * `npm run screenshots`: writes screenshots of every page in a light and a dark scheme and at 360 px to `.tmp/screenshots`.
 * Uses the site at `TEST_URL`, or starts one. `--keep` also replaces the README's screenshots, og.png and the icons.
 */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const folder = path.join(root, ".tmp", "screenshots")

const pages = {
  home: "/?audience=DE",
  features: "/features?audience=DE&group=selectors",
  "features-none": "/features?audience=DE&q=grid&min=100",
  feature: "/features/has?audience=DE",
  stack: "/stack?audience=DE&features=grid,has,view-transitions",
  "stack-none": "/stack?audience=DE",
  browsers: "/browsers?audience=DE",
  browser: "/browsers/safari_ios?audience=DE&version=15.6",
  audiences: "/audiences?audience=DE",
  audience: "/audiences/DE",
  import: "/audiences/new",
  you: "/you",
  data: "/data",
  "not-found": "/features/gird",
  gone: "/features/single-color-gradients",
  "bad-request": "/features?min=abc",
  "bad-audience": "/features?audience=XX",
}

const settings = /** @type {const} */ ([
  { name: "light", colorScheme: "light", width: 1280 },
  { name: "dark", colorScheme: "dark", width: 1280 },
  { name: "360", colorScheme: "light", width: 360 },
])

const readmePages = {
  feature: "/features/has?audience=DE",
  features: "/features?audience=DE&group=selectors&min=50&sort=newest",
}

async function main() {
  const site = await runningSite()
  const { executablePath, env } = findChromium()
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: chromiumArguments,
  })
  try {
    mkdirSync(folder, { recursive: true })
    for (const { name: setting, colorScheme, width } of settings) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } })
      for (const [name, address] of Object.entries(pages)) {
        await page.goto(site.url + address, { waitUntil: "networkidle" })
        await page.screenshot({ path: path.join(folder, `${name}-${setting}.png`), fullPage: true })
      }
      await page.close()
    }
    console.log(`${Object.keys(pages).length * settings.length} screenshots are in ${folder}`)
    if (process.argv.includes("--keep")) await updateImages(browser, site.url)
  } finally {
    await browser.close()
    site.stop()
  }
}

/** @param {import("playwright-core").Browser} browser @param {string} url */
async function updateImages(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1120, height: 760 } })
  for (const [name, address] of Object.entries(readmePages)) {
    await page.goto(url + address, { waitUntil: "networkidle" })
    await page.screenshot({ path: path.join(root, "docs", `${name}.png`) })
  }
  // The Content-Security-Policy of a page would block the inline styles.
  await page.goto("about:blank")
  await page.setViewportSize({ width: 1200, height: 630 })
  await page.setContent(cardHtml)
  await page.screenshot({ path: path.join(root, "static", "og.png") })
  for (const size of [192, 512]) {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(`<body style="margin: 16vw; background: #fbfbf9">${mark}`)
    await page.screenshot({ path: path.join(root, "static", `icon-${size}.png`) })
  }
  await page.close()
  console.log("The README's screenshots, og.png and the icons are updated.")
}

const mark = readFileSync(path.join(root, "static", "favicon.svg"), "utf8")

const cardHtml = `
  <style>
    body { margin: 0; padding: 72px 80px; background: #fbfbf9; color: #1b1d22; font-family: system-ui, sans-serif }
    p { display: flex; align-items: center; gap: 24px; margin: 0; font-size: 46px; font-weight: 700 }
    p svg { width: 84px }
    h1 { margin: 72px 0 88px; font-size: 70px; line-height: 1.12; letter-spacing: -0.015em }
    small { display: block; margin-top: 16px; color: #565b66; font-size: 30px }
  </style>
  <p>${mark} Reachline</p>
  <h1>Which web features<br>reach your visitors?</h1>
  <svg width="1040" height="40">
    <pattern id="lost" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="10" height="10" fill="#fbe3da"/><rect width="5" height="10" fill="#b5381d"/>
    </pattern>
    <rect width="930" height="40" fill="#1a7f6b"/>
    <rect x="930" width="70" height="40" fill="url(#lost)"/>
    <rect x="1000" width="40" height="40" fill="#ecece7"/>
  </svg>
  <small>Whom you reach, and whom you lose, by using one.</small>`

await main()
