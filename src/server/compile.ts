import { mkdir, readdir, writeFile } from "node:fs/promises"
import { dirname, join, normalize, sep } from "node:path"
import { checkFile } from "./manifest"

/**
 * Compiles the host's TypeScript to what Node runs, file by file.
 * @param source this folder
 * @param target where the files go; `main.js` in it is the program
 */
export async function compileHost(source: string, target: string): Promise<void> {
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const from = join(source, entry.name)
    const to = join(target, entry.name)
    if (entry.isDirectory()) await compileHost(from, to)
    else if (entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts")) {
      await compileFile(from, asJavaScript(to))
    }
  }
}

/**
 * Compiles the site's check of the environment, and what it imports of the site, for the host to require.
 * @param check relative to the site
 * @param target the host's folder
 */
export async function compileCheck(site: string, check: string, target: string): Promise<void> {
  const compiled = new Set<string>()
  const compile = async (file: string): Promise<void> => {
    if (compiled.has(file)) return
    compiled.add(file)
    const code = await compileFile(join(site, file), join(target, checkFolder, asJavaScript(file)))
    for (const [, path = ""] of code.matchAll(/\brequire\("(\.[^"]+)"\)/g)) {
      await compile(`${join(dirname(file), path)}.ts`)
    }
  }
  await compile(normalize(check))
  const entry = asJavaScript(normalize(check)).replaceAll(sep, "/")
  await writeFile(join(target, checkFile), `module.exports = require("./${checkFolder}/${entry}")\n`)
}

const checkFolder = "check"
const asJavaScript = (file: string) => file.replace(/\.ts$/, ".js")

/** Compiles one file of TypeScript to what Node runs. */
async function compileFile(from: string, to: string): Promise<string> {
  // Loaded here alone: develop reads the adapter too, and never compiles.
  const { transformFile } = await import("@swc/core")
  const { code } = await transformFile(from, {
    swcrc: false,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  })
  await mkdir(dirname(to), { recursive: true })
  await writeFile(to, code)
  return code
}
