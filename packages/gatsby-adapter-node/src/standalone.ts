import { existsSync } from "node:fs"
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises"
import { dirname, join, relative, resolve } from "node:path"
import { hostFolder, manifestPath } from "./manifest"

/** What the host reads. Gatsby bundles its engines and functions with their dependencies. */
const hostFiles = [
  "public",
  hostFolder,
  ...["content-security-policy.txt", "data", "functions", "page-ssr", "query-engine"].map((name) =>
    join(".cache", name),
  ),
]

/**
 * Writes a folder that serves the site without the repository and without node_modules: `node build`.
 * @param out the folder, relative to the site. An older build in it is replaced.
 * @throws Error if the folder is not inside the site, or contains anything but an older build
 */
export async function writeStandalone(site: string, out: string, include: readonly string[]): Promise<void> {
  const folder = resolve(site, out)
  await requireReplaceable(site, folder, out)
  await rm(folder, { recursive: true, force: true })
  for (const name of [...hostFiles, ...include]) {
    if (!existsSync(join(site, name))) continue
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await cp(join(site, name), join(folder, name), { recursive: true })
  }
  await writeFile(join(folder, "package.json"), '{ "private": true, "main": "index.js" }\n')
  await writeFile(join(folder, "index.js"), `require("./${hostFolder}/main.js")\n`)
}

async function requireReplaceable(site: string, folder: string, out: string): Promise<void> {
  const path = relative(site, folder)
  if (path === "" || path.startsWith("..") || ["public", ".cache"].includes(path.split(/[\\/]/)[0] ?? "")) {
    throw new Error(`out: “${out}” must be a folder inside the site, and not in public or .cache.`)
  }
  const isEmpty = !existsSync(folder) || (await readdir(folder)).length === 0
  if (!isEmpty && !existsSync(manifestPath(folder))) {
    throw new Error(
      `out: “${out}” contains files that are not a build of this adapter. Choose another folder.`,
    )
  }
}
