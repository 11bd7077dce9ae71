import { mkdir, readdir, writeFile } from "node:fs/promises"
import { join } from "node:path"

/**
 * Compiles the host's TypeScript to what Node runs, file by file.
 * @param source this folder
 * @param target where the files go; `main.js` in it is the program
 */
export async function compileHost(source: string, target: string): Promise<void> {
  // Loaded here alone: develop reads the adapter too, and never compiles.
  const { transformFile } = await import("@swc/core")
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const from = join(source, entry.name)
    if (entry.isDirectory()) await compileHost(from, join(target, entry.name))
    else if (entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts")) {
      const { code } = await transformFile(from, {
        swcrc: false,
        jsc: { target: "es2022", parser: { syntax: "typescript" } },
        module: { type: "commonjs" },
      })
      await mkdir(target, { recursive: true })
      await writeFile(join(target, entry.name.replace(/\.ts$/, ".js")), code)
    }
  }
}
