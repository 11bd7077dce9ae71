const { realpathSync } = require("node:fs")
const Module = require("node:module")
const path = require("node:path")
const { buildSync } = require("esbuild")

require.extensions[".ts"] = (module, file) => {
  const { code } = transformFileSync(file, {
    swcrc: false,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    // Keeps dynamic imports, which may load ES modules.
    module: { type: "commonjs", ignoreDynamic: true },
    sourceMaps: "inline",
  })
  // @ts-expect-error Node's `_compile` has no type.
  module._compile(code, file)
}
