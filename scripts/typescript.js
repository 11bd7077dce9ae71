const { transformFileSync } = require("@swc/core")

// Required first, lets a script require the site's own TypeScript: Node 20 does not read it by itself.
require.extensions[".ts"] = (module, file) => {
  const { code } = transformFileSync(file, {
    swcrc: false,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  })
  const { _compile: compile } = /** @type {{ _compile(code: string, file: string): void }} */ (
    /** @type {unknown} */ (module)
  )
  compile.call(module, code, file)
}
