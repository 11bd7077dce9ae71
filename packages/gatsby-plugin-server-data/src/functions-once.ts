import { readFile, rename, writeFile } from "node:fs/promises"
import { basename, join } from "node:path"

const marker = "// gatsby serve loads this file again at each request"

type FunctionManifest = { relativeCompiledFilePath: string }[]

/**
 * Runs after a build. Replaces the bundle of each Gatsby Function with a small file that requires the real bundle.
 * `gatsby serve` then loads the real bundle only once. Otherwise `gatsby serve` loads the bundle again at each request.
 * This takes about 90 ms, because every bundle contains Gatsby's body parsers.
 * @param directory the site's directory
 */
export async function loadFunctionsOnce(directory: string): Promise<void> {
  const folder = join(directory, ".cache", "functions")
  const manifest = await readFile(join(folder, "manifest.json"), "utf8").catch(() => "[]")
  for (const { relativeCompiledFilePath } of JSON.parse(manifest) as FunctionManifest) {
    const file = join(folder, relativeCompiledFilePath)
    // An incremental build does not write unchanged functions again. Their files have been replaced after an earlier
    // build.
    if ((await readFile(file, "utf8")).startsWith(marker)) continue
    const bundle = file.replace(/\.js$/, ".bundle.js")
    await rename(file, bundle)
    await writeFile(
      file,
      `${marker}, but not the bundle.\nmodule.exports = require(${JSON.stringify(`./${basename(bundle)}`)})\n`,
    )
  }
}
