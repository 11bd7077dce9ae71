/**
 * `npm run update-data`: installs the latest data packages, builds the site, runs the tests of the figures, which write the
 * tables in docs/data.md, and prints the changes. Exits with 1 if the build or a test fails, without undoing the update.
 */
const { execFileSync, spawnSync } = require("node:child_process")
const { writeFileSync } = require("node:fs")
const path = require("node:path")
const { npm } = require("./npm.js")
const { requireTypeScript } = require("./typescript.js")

/** @type {typeof import("../src/catalog/compile")} */
const { compileCatalog } = requireTypeScript("src/catalog/compile.ts")
/** @type {typeof import("../src/catalog/data-packages")} */
const { dataPackages } = requireTypeScript("src/catalog/data-packages.ts")
/** @type {typeof import("../src/reach/data-changes")} */
const { dataChanges, describeChanges } = requireTypeScript("src/reach/data-changes.ts")

const root = path.resolve(__dirname, "..")
const names = Object.values(dataPackages)

/** @param {string[]} command @returns {boolean} whether the command exited with 0 */
function succeeds(command) {
  const [program = "", ...args] = command
  console.log(`> ${path.basename(program)} ${args.join(" ")}`)
  const env = { ...process.env, UPDATE_DOCUMENTS: "1" }
  return spawnSync(program, args, { cwd: root, env, stdio: "inherit" }).status === 0
}

/** @param {string[]} command */
function run(...command) {
  if (!succeeds(command)) throw new Error(`“${command.join(" ")}” failed. See its output above.`)
}

/** Returns the ISO date on which npm's registry published a version.
 * @param {string} name @param {string} version */
function publishedDay(name, version) {
  const [program = "", ...args] = [...npm, "view", name, "time", "--json"]
  const times = JSON.parse(execFileSync(program, args, { cwd: root, encoding: "utf8" }))
  const day = String(times[version] ?? "").slice(0, 10)
  if (day === "") throw new Error(`The registry has no publication date of ${name} ${version}.`)
  return day
}

function compileInstalled() {
  for (const file of Object.keys(require.cache)) {
    if (names.some((name) => file.includes(path.join("node_modules", name) + path.sep))) {
      delete require.cache[file]
    }
  }
  return compileCatalog(root)
}

/** Writes the publication dates of these versions to src/catalog/published.json.
 * @param {ReturnType<typeof compileCatalog>["packages"]} versions */
function record(versions) {
  const records = Object.entries(dataPackages).map(([key, name]) => {
    const version = String(versions[/** @type {keyof typeof dataPackages} */ (key)])
    return [name, { version, published: publishedDay(name, version) }]
  })
  const file = path.join(root, "src", "catalog", "published.json")
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(records), null, 2)}\n`)
}

function main() {
  const before = compileInstalled()
  run(...npm, "install", ...[...names, "browserslist"].map((name) => `${name}@latest`))
  const after = compileInstalled()
  record(after.packages)

  const figureTests = ["--selectProjects", "unit", "--testPathPatterns", "unit/(reach|catalog)"]
  const built = succeeds([process.execPath, path.join(__dirname, "build.js")])
  const tested = succeeds([process.execPath, require.resolve("jest/bin/jest"), ...figureTests])
  console.log(`\n${describeChanges(dataChanges(before, after))}`)
  if (!built || !tested)
    throw new Error("The build or the tests of the figures failed with the new data. See the output above.")
}

try {
  main()
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
