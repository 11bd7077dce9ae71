/**
 * `npm run lighthouse`: prints the Lighthouse scores of the main pages (mobile preset, median of three runs), and
 * writes the reports to `.tmp/lighthouse`. `npm exec` downloads Lighthouse. Lighthouse is not a dependency, because it
 * is larger than all dependencies together.
 */
const { execFile } = require("node:child_process")
const { mkdirSync, readFileSync, rmSync } = require("node:fs")
const path = require("node:path")
const { promisify } = require("node:util")
const { chromiumArguments, findChromium } = require("./chromium.js")
const { runningSite } = require("./running-site.js")

const lighthouse = "lighthouse@12.8.2"
const minScores = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 }
const categories = Object.keys(minScores)
const pages = { home: "/", features: "/features", feature: "/features/has" }
const rounds = 3

const folder = path.resolve(__dirname, "..", ".tmp", "lighthouse")

async function main() {
  const { executablePath, env } = findChromium()
  const environment = { ...process.env, ...env, CHROME_PATH: executablePath }
  const site = await runningSite()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  let isPassed = true
  try {
    console.log(["page", ...categories].join("\t"))
    for (const [name, address] of Object.entries(pages)) {
      /** @type {number[][]} */
      const runs = []
      for (let round = 1; round <= rounds; round++) {
        runs.push(await scoresOf(site.url + address, path.join(folder, `${name}-${round}`), environment))
      }
      const medians = categories.map((_, index) => median(runs.map((run) => run[index] ?? 0)))
      console.log([address, ...medians].join("\t"))
      isPassed &&= Object.values(minScores).every((min, index) => (medians[index] ?? 0) >= min)
    }
  } finally {
    site.stop()
  }
  console.log(`Reports: ${folder}`)
  if (isPassed) return
  console.error(
    `A score is too low. Minimum scores: ${Object.entries(minScores)
      .map((entry) => entry.join(" "))
      .join(", ")}.`,
  )
  process.exitCode = 1
}

/** Runs Lighthouse, writes its report as HTML and JSON, and returns the scores (0 to 100).
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
  // Under `npm run`, the command `npm` would start an older npm, which a dependency adds to node_modules/.bin.
  const npm = process.env.npm_execpath ?? "npm"
  await promisify(execFile)(npm, ["exec", "--yes", "--", lighthouse, url, ...options], { env })
  const { categories: scores } = JSON.parse(readFileSync(`${report}.report.json`, "utf8"))
  return categories.map((category) => Math.round(100 * scores[category].score))
}

/** @param {readonly number[]} values an odd number of values */
function median(values) {
  return [...values].sort((a, b) => a - b)[(values.length - 1) / 2] ?? 0
}

main()
