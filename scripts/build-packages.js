/**
 * Builds the packages of this repository: what Node and Gatsby load must be JavaScript on disk.
 * `npm install` runs it (`prepare`), and so does each build of the site.
 */
const { execFileSync } = require("node:child_process")
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
  for (const [name, entries] of Object.entries(packages)) {
    const folder = path.join(root, "packages", name)
    for (const entry of entries) {
      await build({
        entryPoints: [path.join(folder, "src", `${entry}.ts`)],
        outfile: path.join(folder, "dist", `${entry}.js`),
        bundle: true,
        platform: "node",
        target: "node20.19",
        external: ["gatsby"],
        logLevel: "warning",
        ...(entry === "main" ? { banner: { js: "#!/usr/bin/env node" } } : {}),
        ...(entry === "adapter" ? { footer: { js: adapterFooter } } : {}),
      })
    }
  }
}

/** Writes each package's type declarations. */
function declareTypes() {
  const compiler = path.join(path.dirname(require.resolve("typescript/package.json")), "bin", "tsc")
  for (const name of Object.keys(packages)) {
    execFileSync(process.execPath, [compiler, "--project", path.join(root, "packages", name)], {
      stdio: "inherit",
    })
  }
}

module.exports = { buildPackages }

if (require.main === module) buildPackages().then(declareTypes)
