/**
 * Builds the packages of this repository: what Node and Gatsby load must be JavaScript on disk.
 * `npm install` runs it (`prepare`), and so does each build of the site. Types are written by `npm pack` (`prepack`).
 */
const path = require("node:path")
const { build } = require("esbuild")
const { root } = require("./stamp")

/** Each package with its entries: files of its `src`. */
const packages = {
  "gatsby-adapter-node": ["adapter", "main", "handler", "register"],
}

/** Gatsby's adapters are functions; `require` returns the function itself, and `import` its default. */
const adapterFooter =
  "module.exports = Object.assign(module.exports.default, { default: module.exports.default });"

/** Bundles each entry with its dependencies into one file of CommonJS. */
async function buildPackages() {
  const entries = Object.entries(packages).flatMap(([name, files]) => files.map((file) => ({ name, file })))
  await Promise.all(entries.map(bundle))
}

/** @param {{ name: string, file: string }} entry */
function bundle({ name, file }) {
  const folder = path.join(root, "packages", name)
  return build({
    entryPoints: [path.join(folder, "src", `${file}.ts`)],
    outfile: path.join(folder, "dist", `${file}.js`),
    bundle: true,
    platform: "node",
    target: "node20.19",
    external: ["gatsby"],
    logLevel: "warning",
    ...(file === "main" ? { banner: { js: "#!/usr/bin/env node" } } : {}),
    ...(file === "adapter" ? { footer: { js: adapterFooter } } : {}),
  })
}

module.exports = { buildPackages }

if (require.main === module) buildPackages()
