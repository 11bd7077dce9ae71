import { existsSync } from "node:fs"
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises"
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path"
import { hostFolder, manifestPath } from "./manifest"

/** The files and folders that the host reads. Gatsby bundles its engines and functions with their dependencies. */
const hostFiles = [
  "public",
  hostFolder,
  ...["content-security-policy.txt", "data", "functions", "page-ssr", "query-engine"].map((name) =>
    join(".cache", name),
  ),
]

const ownFiles = ["package.json", "index.js"] as const

/**
 * Writes a folder with a copy of the build. `node <folder>` serves the site without the repository and node_modules. If
 * this function throws one of the errors below, no file has changed.
 * @param out the folder, relative to the site. A previous build in this folder is replaced.
 * @param include further files and folders of the site
 * @throws Error if the folder is not inside the site, or if it contains files that are not a previous build
 * @throws Error if an included file is missing, not inside the site, or overlaps the folder
 */
export async function writeStandalone(site: string, out: string, include: readonly string[]): Promise<void> {
  const folder = resolve(site, out)
  await requireReplaceable(site, folder, out)
  const included = include.map((entry) => includedPath(site, folder, entry))
  await rm(folder, { recursive: true, force: true })
  for (const name of [...hostFiles, ...included]) {
    if (!existsSync(join(site, name))) continue
    await mkdir(dirname(join(folder, name)), { recursive: true })
    // Copies the targets of symbolic links. A copied link would refer to a file of the computer that built the site.
    await cp(join(site, name), join(folder, name), { recursive: true, dereference: true })
  }
  const [packageFile, startFile] = ownFiles
  await writeFile(join(folder, packageFile), `{ "private": true, "main": "${startFile}" }\n`)
  await writeFile(join(folder, startFile), `require("./${hostFolder}/main.js")\n`)
}

async function requireReplaceable(site: string, folder: string, out: string): Promise<void> {
  const path = pathInside(site, folder)
  if (path === undefined || ["public", ".cache"].includes(path.split(sep)[0] ?? "")) {
    throw new Error(`out: “${out}” must be a folder inside the site, and not in public or .cache.`)
  }
  const isEmpty = !existsSync(folder) || (await readdir(folder)).length === 0
  if (!isEmpty && !existsSync(manifestPath(folder))) {
    throw new Error(
      `out: “${out}” contains files that are not a build of this adapter. Choose another folder.`,
    )
  }
}

/** Returns the path of an included file, relative to the site. @throws Error if the file cannot be included */
function includedPath(site: string, folder: string, entry: string): string {
  const path = pathInside(site, entry)
  if (path === undefined) throw new Error(`include: “${entry}” must be a file or folder inside the site.`)
  const source = join(site, path)
  if (!existsSync(source)) throw new Error(`include: “${entry}” does not exist in the site.`)
  if (source === folder || pathInside(source, folder) || pathInside(folder, source)) {
    throw new Error(`include: “${entry}” must not overlap the folder “${relative(site, folder)}”.`)
  }
  if (ownFiles.some((file) => file === path)) {
    throw new Error(`include: “${entry}” is a file that the build writes itself.`)
  }
  return path
}

/** Returns a path relative to a folder. Returns undefined if the path is the folder itself or not inside the folder. */
function pathInside(folder: string, entry: string): string | undefined {
  const path = relative(folder, resolve(folder, entry))
  const isOutside = path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path)
  return path === "" || isOutside ? undefined : path
}
