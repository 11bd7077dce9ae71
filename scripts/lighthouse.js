// What Lighthouse says of the main pages (mobile preset, median of three), as a table; the reports stay in .tmp/lighthouse.
// Lighthouse is fetched from the npm registry when it is asked for: it is larger than all that the site is built with.
const { execFileSync } = require("node:child_process")
const { mkdirSync, readFileSync } = require("node:fs")
const path = require("node:path")

const lighthouse = "lighthouse@12.8.2"
const categories = ["performance", "accessibility", "best-practices", "seo"]
const pages = ["/", "/features", "/features/has"]
const rounds = 3

const site = process.env.TEST_URL
if (!site) {
  console.error("Name a running site: TEST_URL=http://localhost:9000 npm run lighthouse")
  process.exit(1)
}
const folder = path.resolve(__dirname, "..", ".tmp", "lighthouse")
mkdirSync(folder, { recursive: true })

/** The scores of one run, 0 to 100.
 * @param {string} page @param {number} round */
function scoresOf(page, round) {
  const report = path.join(folder, `${page.replace(/\W+/g, "-") || "home"}-${round}.json`)
  const flags = ["--headless", "--no-sandbox", "--disable-background-networking"].join(" ")
  execFileSync(
    "npx",
    [
      "--yes",
      lighthouse,
      site + page,
      "--output=json",
      `--output-path=${report}`,
      `--chrome-flags=${flags}`,
      `--only-categories=${categories.join(",")}`,
      "--quiet",
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  )
  const { categories: scores } = JSON.parse(readFileSync(report, "utf8"))
  return categories.map((category) => Math.round(100 * scores[category].score))
}

console.log(["page", ...categories].join("\t"))
for (const page of pages) {
  const runs = Array.from({ length: rounds }, (_, round) => scoresOf(page, round))
  const medians = categories.map((_, place) => runs.map((run) => run[place] ?? 0).sort((a, b) => a - b)[1])
  console.log([page, ...medians].join("\t"))
}
