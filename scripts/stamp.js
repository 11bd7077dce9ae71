const { createHash } = require("node:crypto")
const { readdirSync, readFileSync, statSync } = require("node:fs")
const path = require("node:path")

/** What is made from a site's source, and what is about it. */
const leftOut = new Set([
  ...["node_modules", "public", "data"],
  ...["docs", "bench", "__tests__", "scripts", "lint", "deploy"],
])

/** Whether a file or folder of this name goes into a build.
 * @param {string} name */
function isSource(name) {
  return !leftOut.has(name) && !name.startsWith(".") && !/\.(log|md)$/.test(name)
}

/**
 * A hash of all that goes into a build: these files and folders, and the version of Node.
 * @param {string} root what the files' names are relative to
 * @param {readonly string[]} paths
 */
function stampOf(root, paths) {
  const hash = createHash("sha256").update(process.version)
  for (const file of paths.flatMap(filesIn)) {
    hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file))
  }
  return hash.digest("hex")
}

/** @param {string} file @returns {string[]} */
function filesIn(file) {
  if (!statSync(file).isDirectory()) return [file]
  const names = readdirSync(file).filter(isSource).sort()
  return names.flatMap((name) => filesIn(path.join(file, name)))
}

module.exports = { isSource, stampOf }
