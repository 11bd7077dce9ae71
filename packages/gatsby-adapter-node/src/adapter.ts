import { copyFile, mkdir, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { IAdapter } from "gatsby"
import { buildManifest } from "./build-manifest"
import { requireKnown, requireOption, requireOptions } from "./check-options"
import { hashPageEngine } from "./engine/engine-files"
import {
  type GatsbyPage,
  hasPageQueries,
  imageComponents,
  pageWarnings,
  readGatsbyPages,
} from "./gatsby-pages"
import { hostFolder, type Manifest, manifestPath } from "./manifest"
import { precompress } from "./precompress"
import { writeStandalone } from "./standalone"

export type NodeAdapterOptions = {
  /**
   * The folder to which the adapter writes a copy of the build, relative to the site, such as "build". `node build`
   * runs the copy without node_modules. Default: the adapter writes no copy.
   */
  out?: string
  /**
   * Further files and folders that the site reads at run time. Their paths are relative to the site. The adapter copies
   * them to `out`. Default: none.
   */
  include?: readonly string[]
}

/**
 * The `adapter` of gatsby-config. At the end of a build it writes a manifest, compressed static files and the host to
 * `.cache/host`. Start the host with `npx gatsby-adapter-node` or `node .cache/host/main.js`.
 * @throws TypeError for invalid options
 * @example const config: GatsbyConfig = { adapter: nodeAdapter() }
 */
export default function nodeAdapter(options: NodeAdapterOptions = {}): IAdapter {
  checkOptions(options)
  const { out, include = [] } = options
  return {
    name: "gatsby-adapter-node",
    config: () => ({
      excludeDatastoreFromEngineFunction: false,
      supports: { pathPrefix: true, trailingSlash: ["always", "never", "ignore"] },
    }),
    async adapt({ routesManifest, functionsManifest, pathPrefix, trailingSlash, reporter }) {
      const site = process.cwd()
      const folder = join(site, hostFolder)
      const pages = readGatsbyPages(site)
      for (const warning of pageWarnings(pages ?? [])) reporter.warn(warning)
      const manifest = buildManifest({
        routes: routesManifest,
        functions: functionsManifest,
        pathPrefix,
        trailingSlash,
        ownPaths: (pages ?? []).map(({ path }) => path),
        warn: (message) => reporter.warn(message),
      })
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { recursive: true })
      const files = await precompress(join(site, "public"), join(folder, "files"), manifest.files)
      const pageEngine = await describePageEngine(site, pages)
      const complete: Manifest = { ...manifest, files, ...(pageEngine ? { pageEngine } : {}) }
      await writeFile(manifestPath(site), JSON.stringify(complete))
      await copyFile(join(__dirname, "main.js"), join(folder, "main.js"))
      if (out !== undefined) await writeStandalone(site, out, include)
    },
  }
}

function checkOptions(options: NodeAdapterOptions): void {
  const caller = "nodeAdapter"
  requireOptions(caller, options)
  requireKnown(caller, options, ["out", "include"])
  const { out, include = [] } = options
  requireOption(caller, "out", out === undefined || (typeof out === "string" && out !== ""), "a folder", out)
  const isList = Array.isArray(include) && include.every((entry) => typeof entry === "string")
  requireOption(caller, "include", isList, "an array of paths", include)
  if (out === undefined && include.length > 0)
    throw new TypeError("nodeAdapter: include has no effect without out.")
}

async function describePageEngine(
  site: string,
  pages: readonly GatsbyPage[] | undefined,
): Promise<Manifest["pageEngine"]> {
  const hash = await hashPageEngine(site)
  if (hash === undefined) return undefined
  return {
    hash,
    hasQueries: pages ? hasPageQueries(pages) : true,
    imageComponents: imageComponents(pages ?? []),
  }
}
