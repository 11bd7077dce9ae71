import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { hostFolder, type Manifest, manifestPath } from "#packages/gatsby-adapter-node/src/manifest"
import { temporaryDirectory } from "../inputs/data-directory"
import { hostProgram, repository } from "./sites"

/**
 * Creates the build of a site that has only functions, and returns its directory. `functions` contains JavaScript by
 * route below `/api/`.
 */
export function bareSite(functions: Readonly<Record<string, string>>): string {
  const site = temporaryDirectory()
  const manifest: Manifest = {
    pathPrefix: "",
    trailingSlash: "never",
    headerSets: [[]],
    files: {},
    staticPages: {},
    patterns: [],
    deferred: [],
    functions: Object.keys(functions).map((route) => ({ route, file: `${route}.js` })),
    redirects: [],
  }
  mkdirSync(dirname(manifestPath(site)), { recursive: true })
  mkdirSync(join(site, "public"))
  writeFileSync(manifestPath(site), JSON.stringify(manifest))
  writeFileSync(join(site, "package.json"), "{}")
  for (const [route, code] of Object.entries(functions)) writeFileSync(join(site, `${route}.js`), code)
  return site
}

export async function bareHost(functions: Readonly<Record<string, string>>): Promise<string> {
  const site = bareSite(functions)
  symlinkSync(join(repository, "node_modules"), join(site, "node_modules"))
  copyFileSync(hostProgram, join(site, hostFolder, "main.js"))
  return site
}
