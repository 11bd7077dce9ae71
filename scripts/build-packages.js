/**
 * Builds the packages of this repository, because Node and Gatsby load only JavaScript from the disk.
 * `npm install` runs this script (`prepare`), and so does each build of the site. `npm pack` writes the types
 * (`prepack`).
 */
const { existsSync, rmSync } = require("node:fs")
const path = require("node:path")
const { build } = require("esbuild")
const { root } = require("./stamp.js")

/**
 * Each package with its entries, which are files of its `src`. For Node, each entry becomes one CommonJS file with its
 * dependencies. For webpack, all entries become one graph of ES modules with shared chunks, because a second copy of a
 * module would be a second React context.
 * @type {Record<string, { node?: string[], webpack?: string[] }>}
 */
const packages = {
  "gatsby-adapter-node": { node: ["adapter", "main", "handler", "cache", "register"] },
  "gatsby-plugin-server-data": {
    node: ["gatsby-node", "security-headers"],
    webpack: ["index", "client", "endpoint", "error-page", "gatsby-browser", "gatsby-ssr"],
  },
  "gatsby-plugin-rtk-query": { webpack: ["index", "server", "ssr", "browser"] },
}

/**
 * Gatsby's adapters are functions. So `require` returns the function itself, and `import` returns the function as the
 * default export.
 */
const adapterFooter =
  "module.exports = Object.assign(module.exports.default, { default: module.exports.default });"

async function buildPackages() {
  for (const name of Object.keys(packages))
    rmSync(path.join(folderOf(name), "dist"), { recursive: true, force: true })
  const builds = Object.entries(packages).flatMap(([name, { node = [], webpack = [] }]) => [
    ...node.map((entry) => buildForNode(name, entry)),
    ...(webpack.length > 0 ? [buildForWebpack(name, webpack)] : []),
  ])
  await Promise.all(builds)
}

/** @param {string} name */
const folderOf = (name) => path.join(root, "packages", name)

/** @param {string} name @param {string} entry */
function sourceOf(name, entry) {
  const base = path.join(folderOf(name), "src", entry)
  return existsSync(`${base}.tsx`) ? `${base}.tsx` : `${base}.ts`
}

/** @param {string} name @param {string} entry */
function buildForNode(name, entry) {
  return build({
    entryPoints: [sourceOf(name, entry)],
    outfile: path.join(folderOf(name), "dist", `${entry}.js`),
    bundle: true,
    platform: "node",
    target: "node20.19",
    external: ["gatsby"],
    logLevel: "warning",
    ...(entry === "main" ? { banner: { js: "#!/usr/bin/env node" } } : {}),
    ...(entry === "adapter" ? { footer: { js: adapterFooter } } : {}),
  })
}

/** @param {string} name @param {string[]} entries */
function buildForWebpack(name, entries) {
  return build({
    entryPoints: entries.map((entry) => sourceOf(name, entry)),
    outdir: path.join(folderOf(name), "dist"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "neutral",
    format: "esm",
    // If the syntax of a workspace is newer, Gatsby compiles it again, to longer code.
    target: "es2019",
    jsx: "transform",
    external: ["fs", "path", "stream"],
    logLevel: "warning",
  })
}

module.exports = { buildPackages }

if (require.main === module) buildPackages()
