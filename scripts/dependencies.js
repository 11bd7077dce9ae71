/**
 * `npm run list-dependencies`: writes the licence and the installed size of each direct dependency into the tables of
 * docs/dependencies.md. Why it is there is written by hand, beside its name; one that has no row yet gets an empty one.
 */
const { existsSync, readdirSync, readFileSync, statSync, writeFileSync } = require("node:fs")
const path = require("node:path")

const root = path.resolve(__dirname, "..")
const document = path.join(root, "docs", "dependencies.md")

/** @param {string} folder @returns {Record<string, any>} */
const manifestOf = (folder) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"))
const site = manifestOf(root)

/** @param {string} name */
const folderOf = (name) => path.join(root, "node_modules", name)

/** Bytes of all files in a folder.
 * @param {string} folder @returns {number} */
function bytesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0)
}

/** Of the package itself, and of its part for this platform where it has one.
 * @param {string} name */
function sizeOf(name) {
  const platforms = Object.keys(manifestOf(folderOf(name)).optionalDependencies ?? {})
  const folders = [name, ...platforms].map(folderOf).filter(existsSync)
  const bytes = folders.reduce((sum, folder) => sum + bytesIn(folder), 0)
  return bytes < 995_000
    ? `${Math.ceil(bytes / 1000)} kB`
    : `${(bytes / 1e6).toFixed(bytes < 9.95e6 ? 1 : 0)} MB`
}

/** @param {string} name */
const licenceOf = (name) => manifestOf(folderOf(name)).license ?? site.license

/** The table below a heading, with a row for each package, in their order.
 * @param {string} text @param {string} heading @param {string[]} names */
function withTable(text, heading, names) {
  const start = text.indexOf("|", text.indexOf(`\n${heading}\n`))
  const end = text.indexOf("\n\n", start)
  const rows = text.slice(start, end === -1 ? text.length : end).split("\n")
  /** @type {Record<string, string>} */
  const reasons = {}
  for (const row of rows) {
    const [, name = "", why = ""] = row.split("|").map((cell) => cell.trim())
    reasons[name.replaceAll("`", "")] = why
  }
  const table = [
    ["package", "why", "licence", "size"],
    ["---", "---", "---", "---"],
    ...names.map((name) => [`\`${name}\``, reasons[name] ?? "", licenceOf(name), sizeOf(name)]),
  ]
  const lines = table.map((cells) => `| ${cells.join(" | ")} |`)
  return `${text.slice(0, start)}${lines.join("\n")}${end === -1 ? "\n" : text.slice(end)}`
}

const before = readFileSync(document, "utf8")
/** @type {[heading: string, names: string[]][]} */
const tables = [
  ["## At run time and in the build", Object.keys(site.dependencies)],
  ["## For development and tests", Object.keys(site.devDependencies)],
]
const written = tables.reduce((text, [heading, names]) => withTable(text, heading, names), before)
writeFileSync(document, written)
