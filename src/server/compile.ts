import { mkdir, readdir, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"

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
      await compileFile(from, to.replace(/\.ts$/, ".js"))
    }
  }
}

/** Compiles one file of TypeScript to what Node runs. */
export async function compileFile(from: string, to: string): Promise<void> {
  // Loaded here alone: develop reads the adapter too, and never compiles.
  const { transformFile } = await import("@swc/core")
  const { code } = await transformFile(from, {
    swcrc: false,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  })
  await mkdir(dirname(to), { recursive: true })
  await writeFile(to, code)
}
