/**
 * Writes package-lock.json by package.json, and names in it the optional packages for other platforms that npm left out.
 *
 * npm writes down only what the registry in use has. A mirror that lacks the binaries for other platforms makes a
 * lock file that `npm ci` refuses ("Missing: @biomejs/cli-darwin-arm64@ from lock file"), on every platform.
 */
const { execFileSync } = require("node:child_process")
const { readFileSync, writeFileSync } = require("node:fs")
const path = require("node:path")
const { npm } = require("./npm")

const root = path.resolve(__dirname, "..")
const file = path.join(root, "package-lock.json")
const [program = "", ...args] = [...npm, "install", "--package-lock-only"]
execFileSync(program, args, { cwd: root, stdio: "inherit" })
const lock = JSON.parse(readFileSync(file, "utf8"))

const systems = [
  "android",
  "darwin",
  "freebsd",
  "linux",
  "openharmony",
  "win32",
  "aix",
  "netbsd",
  "openbsd",
  "sunos",
  "wasm32",
]
const processors = [
  "arm64",
  "x64",
  "ia32",
  "arm",
  "ppc64",
  "riscv64",
  "s390x",
  "loong64",
  "mips64el",
  "universal",
  "wasm32",
]

/** The platform that a package's name tells, as package.json writes it.
 * @param {string} name */
function platformOf(name) {
  const words = name.split(/[-/]/)
  const os = systems.find((system) => words.includes(system))
  const cpu = processors.find((processor) => words.includes(processor))
  const libc = words.some((word) => word.startsWith("musl")) ? "musl" : undefined
  return os && cpu ? { os: [os], cpu: [cpu], ...(libc && os === "linux" ? { libc: [libc] } : {}) } : undefined
}

/** Where Node finds a package from a folder of the lock file.
 * @param {string} folder @param {string} name */
function isLocked(folder, name) {
  for (let from = folder; ; from = from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/")))) {
    if (lock.packages[`${from ? `${from}/` : ""}node_modules/${name}`]) return true
    if (!from) return false
  }
}

for (const [folder, { dev, optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    const platform = platformOf(name)
    if (isLocked(folder, name) || !platform || !/^\d/.test(range)) continue
    lock.packages[`node_modules/${name}`] = {
      version: range,
      ...(dev ? { dev } : {}),
      optional: true,
      ...platform,
    }
  }
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en"))
lock.packages = Object.fromEntries(sorted)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
