/**
 * Brings the data packages to their latest, builds the site on them, runs the tests of its figures, and prints what
 * changed. Ends with 1 where the build or a test fails; the files are changed then as well, for whoever looks.
 */
require("./typescript")
const { execFileSync, spawnSync } = require("node:child_process")
const { writeFileSync } = require("node:fs")
const path = require("node:path")
const { compileCatalog } = require("../src/catalog/compile.ts")
const { dataPackages } = require("../src/catalog/data-packages.ts")
const { dataChanges, describeChanges } = require("../src/reach/data-changes.ts")

const root = path.resolve(__dirname, "..")
const names = Object.values(dataPackages)

/** Runs a program of this project's, and returns whether it went well.
 * @param {string} program @param {string[]} args */
function succeeds(program, args) {
  console.log(`> ${path.basename(program)} ${args.join(" ")}`)
  return spawnSync(program, args, { cwd: root, stdio: "inherit" }).status === 0
}

/** @param {string} program @param {string[]} args */
function run(program, args) {
  if (!succeeds(program, args)) throw new Error(`“${program} ${args.join(" ")}” failed: see above.`)
}

/** The day on which a version was published, as the registry says it.
 * @param {string} name @param {string} version */
function publishedDay(name, version) {
  const times = JSON.parse(
    execFileSync("npm", ["view", name, "time", "--json"], { cwd: root, encoding: "utf8" }),
  )
  const day = String(times[version] ?? "").slice(0, 10)
  if (day === "") throw new Error(`The registry does not say when ${name} ${version} was published.`)
  return day
}

/** What the packages hold that are installed now. */
function compileInstalled() {
  for (const file of Object.keys(require.cache)) {
    if (names.some((name) => file.includes(path.join("node_modules", name) + path.sep))) {
      delete require.cache[file]
    }
  }
  return compileCatalog(root)
}

const before = compileInstalled()
run("npm", ["install", ...[...names, "browserslist"].map((name) => `${name}@latest`)])
run(process.execPath, ["scripts/complete-lock.js"])

const after = compileInstalled()
const records = Object.entries(dataPackages).map(([word, name]) => {
  const version = after.packages[/** @type {keyof typeof dataPackages} */ (word)]
  return [name, { version, published: publishedDay(name, version) }]
})
writeFileSync(
  path.join(root, "src", "catalog", "published.json"),
  `${JSON.stringify(Object.fromEntries(records), null, 2)}\n`,
)
run(process.execPath, ["node_modules/@biomejs/biome/bin/biome", "format", "--write", "src/catalog"])

const built = succeeds(process.execPath, ["scripts/build.js"])
const tested = succeeds(process.execPath, [
  "node_modules/jest/bin/jest.js",
  "--selectProjects",
  "unit",
  "--testPathPatterns",
  "unit/(reach|catalog)",
])
console.log(`\n${describeChanges(dataChanges(before, after))}`)
if (!built || !tested) {
  console.error("\nThe build or the tests of the figures failed on the new data: see above.")
  process.exitCode = 1
}
