import { readFile } from "node:fs/promises"
import { join } from "node:path"

/** Where the adapter leaves what the host needs, relative to the site: the manifest, compressed files, the program. */
export const hostFolder = join(".cache", "host")
const manifestFile = join(hostFolder, "manifest.json")

export type HeaderList = readonly (readonly [name: string, value: string])[]

/** A file of `public`: the place of its headers in `headerSets`, and the encodings that it is there in as well. */
export type HostedFile = { headers: number; encodings?: readonly ("br" | "gzip")[] }

export type HostedFunction = {
  /** Behind `/api/`: "features", "features/:id", "rest/*". */
  route: string
  /** Relative to the site. */
  file: string
}

export type HostedRedirect = { from: string; to: string; status: number; ignoreCase: boolean }

/** What the host needs to know of a build. Paths of addresses are without the path prefix. */
export type Manifest = {
  /** "" or "/blog". */
  pathPrefix: string
  trailingSlash: "always" | "never" | "ignore" | "legacy"
  headerSets: readonly HeaderList[]
  /** By their path in `public`, with a slash before it. */
  files: Readonly<Record<string, HostedFile>>
  /** Static pages by their address, without a slash at the end, and the file that each is in. */
  staticPages: Readonly<Record<string, string>>
  /** Client-only routes, the most specific first, and the static page that each shows. */
  clientRoutes: readonly { route: string; file: string }[]
  /** Paths that are generated once a build, at their first request (DSG), as Gatsby's routes name them. */
  deferred: readonly string[]
  functions: readonly HostedFunction[]
  redirects: readonly HostedRedirect[]
}

export const manifestPath = (site: string) => join(site, manifestFile)

/** @throws Error that says how to get a manifest, where the site has none */
export async function readManifest(site: string): Promise<Manifest> {
  const text = await readFile(manifestPath(site), "utf8").catch(() => {
    throw new Error(
      `${manifestPath(site)} is not there: build the site with this adapter in its gatsby-config first.`,
    )
  })
  return JSON.parse(text) as Manifest
}
