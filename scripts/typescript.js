const { transformFileSync } = require("@swc/core")

/** Lets this process require the site's TypeScript, compiled as it is asked for. */
require.extensions[".ts"] = (module, file) => {
  const { code } = transformFileSync(file, {
    swcrc: false,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    // What is imported dynamically may be an ES module: Node is to load it as one.
    module: { type: "commonjs", ignoreDynamic: true },
    sourceMaps: "inline",
  })
  // @ts-expect-error Node's own way to compile a module has no type.
  module._compile(code, file)
}
