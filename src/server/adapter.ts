import { mkdir, rm, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import type { IAdapter } from "gatsby"
import { buildManifest } from "./build-manifest"
import { compileHost } from "./compile"
import { hostFolder, manifestPath } from "./manifest"
import { precompress } from "./precompress"

export type NodeHostOptions = {
  /** The folder of this file, relative to the site. */
  source?: string
}

/**
 * The `adapter` of gatsby-config: at the end of a build it leaves in `.cache/host` what the host serves the site by
 * (the manifest of routes and headers, compressed static files) and the host itself, compiled:
 * `node .cache/host/main.js`.
 * @example const config: GatsbyConfig = { adapter: nodeHost() }
 */
export function nodeHost({ source = join("src", "server") }: NodeHostOptions = {}): IAdapter {
  return {
    name: "gatsby-node-host",
    config: () => ({
      excludeDatastoreFromEngineFunction: false,
      supports: { pathPrefix: true, trailingSlash: ["always", "never", "ignore"] },
    }),
    async adapt({ routesManifest, functionsManifest, pathPrefix, trailingSlash, reporter }) {
      // Gatsby runs a build in the site's directory, and compiles this file to another place.
      const site = process.cwd()
      const folder = join(site, hostFolder)
      const manifest = buildManifest({
        routes: routesManifest,
        functions: functionsManifest,
        pathPrefix,
        trailingSlash,
        warn: (sentence) => reporter.warn(sentence),
      })
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { recursive: true })
      const files = await precompress(join(site, "public"), join(folder, "files"), manifest.files)
      await writeFile(manifestPath(site), JSON.stringify({ ...manifest, files }))
      await compileHost(resolve(site, source), folder)
    },
  }
}
