const { realpathSync } = require("node:fs")
const Module = require("node:module")
const path = require("node:path")
const { buildSync } = require("esbuild")

const root = realpathSync(path.resolve(__dirname, ".."))

/**
 * Returns the exports of a TypeScript module of this repository, for scripts that run in Node without a build. The
 * module is bundled in memory with the modules that it imports.
 * @param {string} file relative to the repository
 * @param {{ isMain?: boolean }} [options] whether the module is the program that Node runs (`require.main`)
 * @returns {any} the exports. The caller specifies their type: `typeof import("…")`
 */
function requireTypeScript(file, { isMain = false } = {}) {
  const filename = path.join(root, file)
  const { outputFiles } = buildSync({
    entryPoints: [filename],
    bundle: true,
    platform: "node",
    format: "cjs",
    packages: "external",
    target: "node20.19",
    sourcemap: "inline",
    write: false,
  })
  const loaded = Object.assign(new Module(filename), { filename, paths: [path.join(root, "node_modules")] })
  if (isMain) process.mainModule = loaded
  // @ts-expect-error Node's own way to compile a module has no type.
  loaded._compile(outputFiles[0]?.text, filename)
  return loaded.exports
}

module.exports = { requireTypeScript }

// `node scripts/typescript.js file.ts …` runs a file.
if (require.main === module) {
  process.argv.splice(1, 1)
  requireTypeScript(path.relative(root, path.resolve(process.argv[1] ?? "")), { isMain: true })
}
