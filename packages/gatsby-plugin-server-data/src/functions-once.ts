import { readFile, rename, writeFile } from "node:fs/promises"
import { basename, join } from "node:path"

const marker = "// gatsby serve loads this file again at each request"

type FunctionManifest = { relativeCompiledFilePath: string }[]

/**
 * After a build: makes `gatsby serve` load each function's bundle once.
 *
 * Serve removes a function's module from Node's cache and loads it again at each request. Every bundle contains Gatsby's
 * body parsers, so that takes about 90 ms. Afterwards the file it loads is one line that requires the cached bundle.
 * @param directory the site's
 */
export async function loadFunctionsOnce(directory: string): Promise<void> {
  const folder = join(directory, ".cache", "functions")
  const manifest = await readFile(join(folder, "manifest.json"), "utf8").catch(() => "[]")
  for (const { relativeCompiledFilePath } of JSON.parse(manifest) as FunctionManifest) {
    const file = join(folder, relativeCompiledFilePath)
    // An incremental build leaves unchanged files as they are.
    if ((await readFile(file, "utf8")).startsWith(marker)) continue
    const bundle = file.replace(/\.js$/, ".bundle.js")
    await rename(file, bundle)
    await writeFile(
      file,
      `${marker}, but not the bundle.\nmodule.exports = require(${JSON.stringify(`./${basename(bundle)}`)})\n`,
    )
  }
}
