/**
 * Brings the data packages to their latest, builds the site on them, runs the tests of its figures, and prints what
 * changed. Ends with 1 where the build or a test fails; the files are changed then as well, for whoever looks.
 */
const { execFileSync, spawnSync } = require("node:child_process")
const { writeFileSync } = require("node:fs")
const path = require("node:path")
const { npm } = require("./npm")
const { requireTypeScript } = require("./typescript")

/** @type {typeof import("../src/catalog/compile")} */
const { compileCatalog } = requireTypeScript("src/catalog/compile.ts")
/** @type {typeof import("../src/catalog/data-packages")} */
const { dataPackages } = requireTypeScript("src/catalog/data-packages.ts")
/** @type {typeof import("../src/reach/data-changes")} */
const { dataChanges, describeChanges } = requireTypeScript("src/reach/data-changes.ts")

const root = path.resolve(__dirname, "..")
const names = Object.values(dataPackages)

/** Runs a program, and returns whether it went well.
 * @param {string[]} command */
function succeeds(command) {
  const [program = "", ...args] = command
  console.log(`> ${path.basename(program)} ${args.join(" ")}`)
  return spawnSync(program, args, { cwd: root, stdio: "inherit" }).status === 0
}

/** @param {string[]} command */
function run(...command) {
  if (!succeeds(command)) throw new Error(`“${command.join(" ")}” failed: see above.`)
}

/** The day on which a version was published, as the registry says it.
 * @param {string} name @param {string} version */
function publishedDay(name, version) {
  const [program = "", ...args] = [...npm, "view", name, "time", "--json"]
  const times = JSON.parse(execFileSync(program, args, { cwd: root, encoding: "utf8" }))
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

/** Writes down when the packages of a catalogue were published.
 * @param {ReturnType<typeof compileCatalog>["packages"]} versions */
function record(versions) {
  const records = Object.entries(dataPackages).map(([word, name]) => {
    const version = versions[/** @type {keyof typeof dataPackages} */ (word)]
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

  const figures = ["--selectProjects", "unit", "--testPathPatterns", "unit/(reach|catalog)"]
  const built = succeeds([process.execPath, path.join(__dirname, "build.js")])
  const tested = succeeds([process.execPath, require.resolve("jest/bin/jest"), ...figures])
  console.log(`\n${describeChanges(dataChanges(before, after))}`)
  if (!built || !tested)
    throw new Error("The build or the tests of the figures failed on the new data: see above.")
}

try {
  main()
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
