const { createHash } = require("node:crypto")
const { readdirSync, readFileSync, statSync } = require("node:fs")
const path = require("node:path")

/** What a build of this site reads, relative to the repository. Whatever is not below one of these rebuilds nothing. */
const buildInputs = [
  ...["gatsby-browser.tsx", "gatsby-config.ts", "gatsby-node.ts", "gatsby-ssr.tsx"],
  ...["package-lock.json", "src", "static", "stubs"],
]

/** Below `src`, but not part of the build: the command line, and the host, which is compiled after each build. */
const excluded = [path.join("src", "command-line"), path.join("src", "server")]
/** The part of the host that runs in the build. */
const adapterFiles = ["adapter.ts", "build-manifest.ts", "manifest.ts", "precompress.ts"]
const adapterInputs = adapterFiles.map((file) => path.join("src", "server", file))

/**
 * A hash of the version of Node and of these files and folders.
 * @param {string} root the directory that the paths are relative to
 * @param {readonly string[]} inputs
 */
function stampOf(root, inputs) {
  const hash = createHash("sha256").update(process.version)
  for (const file of inputs.flatMap((input) => filesIn(root, input))) {
    hash.update(`${file}\0`).update(readFileSync(path.join(root, file)))
  }
  return hash.digest("hex")
}

/** @param {string} root @param {string} file @returns {string[]} */
function filesIn(root, file) {
  if (excluded.includes(file) || file.endsWith(".md")) return []
  if (!statSync(path.join(root, file)).isDirectory()) return [file]
  const names = readdirSync(path.join(root, file)).sort()
  return names.flatMap((name) => filesIn(root, path.join(file, name)))
}

module.exports = { adapterInputs, buildInputs, stampOf }
