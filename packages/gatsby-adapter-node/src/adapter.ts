import { copyFile, mkdir, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { IAdapter } from "gatsby"
import { buildManifest } from "./build-manifest"
import { hostFolder, manifestPath } from "./manifest"
import { precompress } from "./precompress"
import { writeStandalone } from "./standalone"

export type NodeAdapterOptions = {
  /** A folder, relative to the site, for a copy of the build that runs without node_modules: `node build`. Default: none. */
  out?: string
  /** Further files and folders for `out` that the site reads at run time, relative to the site. Default: none. */
  include?: readonly string[]
}

/**
 * The `adapter` of gatsby-config. At the end of a build it writes to `.cache/host` what the host needs to serve the site:
 * the manifest of routes and headers, compressed static files, and the host itself. Start the host with
 * `npx gatsby-adapter-node` or `node .cache/host/main.js`.
 * @example const config: GatsbyConfig = { adapter: nodeAdapter() }
 */
export default function nodeAdapter({ out, include = [] }: NodeAdapterOptions = {}): IAdapter {
  return {
    name: "gatsby-adapter-node",
    config: () => ({
      excludeDatastoreFromEngineFunction: false,
      supports: { pathPrefix: true, trailingSlash: ["always", "never", "ignore"] },
    }),
    async adapt({ routesManifest, functionsManifest, pathPrefix, trailingSlash, reporter }) {
      // Gatsby runs a build in the site's directory.
      const site = process.cwd()
      const folder = join(site, hostFolder)
      const manifest = buildManifest({
        routes: routesManifest,
        functions: functionsManifest,
        pathPrefix,
        trailingSlash,
        warn: (message) => reporter.warn(message),
      })
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { recursive: true })
      const files = await precompress(join(site, "public"), join(folder, "files"), manifest.files)
      await writeFile(manifestPath(site), JSON.stringify({ ...manifest, files }))
      await copyFile(join(__dirname, "main.js"), join(folder, "main.js"))
      if (out !== undefined) await writeStandalone(site, out, include)
    },
  }
}
