import { mkdir, readdir, writeFile } from "node:fs/promises"
import { join } from "node:path"

/**
 * Compiles the host's TypeScript to what Node runs, file by file.
 * @param source this folder
 * @param target where the files go; `main.js` in it is the program
 */
export async function compileHost(source: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true })
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const from = join(source, entry.name)
    const to = join(target, entry.name)
    if (entry.isDirectory()) await compileHost(from, to)
    else if (entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts")) {
      await writeFile(to.replace(/\.ts$/, ".js"), await compile(from))
    }
  }
}

async function compile(file: string): Promise<string> {
  // Loaded only here: develop reads the adapter too, and never compiles.
  const { transformFile } = await import("@swc/core")
  const { code } = await transformFile(file, {
    swcrc: false,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  })
  return code
}
