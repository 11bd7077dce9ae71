// What Lighthouse says of the main pages (mobile preset, median of three), as a table; the reports stay in .tmp/lighthouse.
// Lighthouse is fetched from the npm registry when it is asked for: it is larger than all that the site is built with.
const { execFile } = require("node:child_process")
const { mkdirSync, readFileSync, rmSync } = require("node:fs")
const path = require("node:path")
const { promisify } = require("node:util")
const { chromiumArguments, findChromium } = require("./chromium")
const { runningSite } = require("./running-site")

const lighthouse = "lighthouse@12.8.2"
/** The least score of each category. */
const limits = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 }
const categories = Object.keys(limits)
const pages = { home: "/", features: "/features", feature: "/features/has" }
const rounds = 3

const folder = path.resolve(__dirname, "..", ".tmp", "lighthouse")

async function main() {
  const { executablePath, env } = findChromium()
  const environment = { ...process.env, ...env, CHROME_PATH: executablePath }
  const site = await runningSite()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  let kept = true
  try {
    console.log(["page", ...categories].join("\t"))
    for (const [name, address] of Object.entries(pages)) {
      /** @type {number[][]} */
      const runs = []
      for (let round = 1; round <= rounds; round++) {
        runs.push(await scoresOf(site.url + address, path.join(folder, `${name}-${round}`), environment))
      }
      const medians = categories.map((_, place) => median(runs.map((run) => run[place] ?? 0)))
      console.log([address, ...medians].join("\t"))
      kept &&= Object.values(limits).every((least, place) => (medians[place] ?? 0) >= least)
    }
  } finally {
    site.stop()
  }
  console.log(`The reports are in ${folder}`)
  if (kept) return
  console.error(`A score is below its limit: ${Object.entries(limits).map((limit) => limit.join(" "))}`)
  process.exitCode = 1
}

/** The scores of one run, 0 to 100, whose report is written as HTML and JSON.
 * @param {string} url @param {string} report @param {NodeJS.ProcessEnv} env */
async function scoresOf(url, report, env) {
  const options = [
    "--output=json",
    "--output=html",
    `--output-path=${report}`,
    `--chrome-flags=${["--headless", ...chromiumArguments].join(" ")}`,
    `--only-categories=${categories}`,
    "--quiet",
  ]
  // The npm that runs this script: the one in node_modules/.bin is a dependency's own, and too old.
  const npm = process.env.npm_execpath ?? "npm"
  await promisify(execFile)(npm, ["exec", "--yes", "--", lighthouse, url, ...options], { env })
  const { categories: scores } = JSON.parse(readFileSync(`${report}.report.json`, "utf8"))
  return categories.map((category) => Math.round(100 * scores[category].score))
}

/** @param {readonly number[]} values an odd number of them */
function median(values) {
  return [...values].sort((a, b) => a - b)[(values.length - 1) / 2] ?? 0
}

main()
