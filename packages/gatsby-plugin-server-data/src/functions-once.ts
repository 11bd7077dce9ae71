import { readFile, rename, writeFile } from "node:fs/promises"
import { basename, join } from "node:path"
import type { BuildArgs } from "gatsby"

const marker = "// Gatsby loads this file anew at each request"

/**
 * `onPostBuild` of gatsby-node: lets `gatsby serve` load each function's bundle once.
 *
 * Serve throws a function's module away and loads it again at each request, and every bundle brings Gatsby's own
 * body parsers along: about 90 ms of work. What it loads is a line here, which asks Node for the bundle that is
 * loaded already.
 */
export async function loadFunctionsOnce({ store }: Pick<BuildArgs, "store">): Promise<void> {
  const { program } = store.getState() as { program: { directory: string } }
  const folder = join(program.directory, ".cache", "functions")
  const functions: { relativeCompiledFilePath: string }[] = JSON.parse(
    await readFile(join(folder, "manifest.json"), "utf8").catch(() => "[]"),
  )
  for (const { relativeCompiledFilePath } of functions) {
    const file = join(folder, relativeCompiledFilePath)
    // An incremental build leaves what did not change as it is.
    if ((await readFile(file, "utf8")).startsWith(marker)) continue
    const bundle = file.replace(/\.js$/, ".bundle.js")
    await rename(file, bundle)
    await writeFile(
      file,
      `${marker}; the bundle behind it stays.\nmodule.exports = require(${JSON.stringify(`./${basename(bundle)}`)})\n`,
    )
  }
}
