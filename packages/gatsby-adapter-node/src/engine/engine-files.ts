import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import { join } from "node:path"

/** The files of Gatsby's page engine, relative to the site. `gatsby develop` overwrites these files. */
export const engineFolder = join(".cache", "page-ssr")
const engineFiles = ["index.js", join("routes", "render-page.js")]

/**
 * Returns a hash of the page engine. Returns undefined for sites without SSR and DSG pages, which have no page engine.
 */
export async function hashPageEngine(site: string): Promise<string | undefined> {
  const hash = createHash("sha256")
  try {
    for (const file of engineFiles) hash.update(await readFile(join(site, engineFolder, file)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined
    throw error
  }
  return hash.digest("hex")
}
