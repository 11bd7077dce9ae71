const { createHash } = require("node:crypto")
const { readdirSync, readFileSync, statSync } = require("node:fs")
const path = require("node:path")

const root = path.resolve(__dirname, "..")

const excluded = ["src/command-line"]

const adapterInputs = importedBy("packages/gatsby-adapter-node/src/adapter.ts")

const packageInputs = [
  ...["gatsby-browser.js", "gatsby-node.js", "gatsby-ssr.js", "src"].map(
    (name) => `packages/gatsby-plugin-server-data/${name}`,
  ),
  "packages/gatsby-plugin-rtk-query/src",
  ...adapterInputs,
]

/**
 * The files and folders that a build of this site reads, relative to the repository. Changes of other files need no
 * rebuild.
 */
const buildInputs = [
  ...["gatsby-browser.tsx", "gatsby-config.ts", "gatsby-node.ts", "gatsby-ssr.tsx", "tsconfig.json"],
  ...["package-lock.json", "src", "static", "stubs"],
  ...packageInputs,
]

/** @param {string} file @param {Set<string>} files @returns {string[]} the file and its relative imports, recursively */
function importedBy(file, files = new Set()) {
  if (files.has(file)) return []
  files.add(file)
  const imports = readFileSync(path.join(root, file), "utf8").matchAll(/ from "(\.[^"]+)"/g)
  for (const [, name = ""] of imports) importedBy(path.join(path.dirname(file), `${name}.ts`), files)
  return [...files].sort()
}

/**
 * Returns a hash of these files and folders of the repository and of the version of Node.
 * @param {readonly string[]} inputs
 */
function stampOf(inputs) {
  const hash = createHash("sha256").update(process.version)
  for (const file of new Set(inputs.flatMap(filesIn))) {
    hash.update(`${file}\0`).update(readFileSync(path.join(root, file)))
  }
  return hash.digest("hex")
}

/** @param {string} file @returns {string[]} */
function filesIn(file) {
  if (!statSync(path.join(root, file)).isDirectory()) return [file]
  const names = readdirSync(path.join(root, file)).sort()
  // In `src`, a build does not read Markdown files and hidden files. From `static`, a build copies all files.
  const isRead = (/** @type {string} */ name) => !file.startsWith("src") || !/^\.|\.md$/.test(name)
  const children = names.filter(isRead).map((name) => path.posix.join(file, name))
  return children.filter((child) => !excluded.includes(child)).flatMap(filesIn)
}

module.exports = { packageInputs, buildInputs, root, stampOf }
