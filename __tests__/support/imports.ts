import { readdirSync } from "node:fs"
import { isBuiltin } from "node:module"
import { dirname, join } from "node:path"
import { readDocument, repository } from "./documents"

/** What the TypeScript of a folder imports: packages by their names, files by their paths in this repository. */
export function importsOf(folder: string): string[] {
  const files = readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
  const imports = files
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"))
    .flatMap((file) =>
      Array.from(
        readDocument(join(folder, file)).matchAll(/(?: from |\bimport\()"([^"]+)"/g),
        ([, to = ""]) => (to.startsWith(".") ? join(folder, dirname(file), to) : to),
      ),
    )
  return [...new Set(imports)]
}

/** The packages that folders import, of Node's own modules none. */
export function packagesOf(...folders: string[]): string[] {
  const packages = folders
    .flatMap(importsOf)
    .filter((to) => !/^(?:src|__tests__)\//.test(to) && !isBuiltin(to))
    .map((to) => /^(?:@[\w-]+\/)?[\w-]+/.exec(to)?.[0] ?? to)
  return [...new Set(packages)]
}
