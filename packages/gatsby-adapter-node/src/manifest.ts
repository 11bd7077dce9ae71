import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { StartupError } from "./errors"

/**
 * The folder of the manifest, the compressed files and the host, relative to the site. The adapter writes this folder.
 */
export const hostFolder = join(".cache", "host")
const manifestFile = join(hostFolder, "manifest.json")

export type HeaderList = readonly (readonly [name: string, value: string])[]

/** A file of `public`: the index of its headers in `headerSets`, and the encodings that the adapter wrote. */
export type HostedFile = { headers: number; encodings?: readonly ("br" | "gzip")[] }

export type HostedFunction = {
  /** Without `/api/`: "features", "features/:id", "rest/*". */
  route: string
  file: string
}

export type HostedRedirect = { from: string; to: string; status: number; ignoreCase: boolean }

export type Manifest = {
  pathPrefix: string
  trailingSlash: "always" | "never" | "ignore" | "legacy"
  headerSets: readonly HeaderList[]
  /** The files by their path in `public`, with a leading slash. */
  files: Readonly<Record<string, HostedFile>>
  staticPages: Readonly<Record<string, string>>
  /** Client-only routes with their static page, the most specific first. */
  clientRoutes: readonly { route: string; file: string }[]
  /** Paths of DSG pages, without a trailing slash. */
  deferred: readonly string[]
  functions: readonly HostedFunction[]
  redirects: readonly HostedRedirect[]
  /** Absent if the site has no SSR or DSG page. */
  pageEngine?: {
    hash: string
    hasQueries: boolean
  }
}

export const manifestPath = (site: string) => join(site, manifestFile)

/** @throws StartupError if the site was not built with the adapter */
export async function readManifest(site: string): Promise<Manifest> {
  const text = await readFile(manifestPath(site), "utf8").catch(() => {
    throw new StartupError(
      `${manifestPath(site)} does not exist. Add gatsby-adapter-node to gatsby-config and run: npx gatsby build`,
    )
  })
  return JSON.parse(text) as Manifest
}
