import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { StartupError } from "./errors"

/**
 * The folder of the manifest, the compressed files and the host, relative to the site. The adapter writes this folder.
 */
export const hostFolder = join(".cache", "host")
const manifestFile = join(hostFolder, "manifest.json")

export type HeaderList = readonly (readonly [name: string, value: string])[]

/** A file of `public`: the index of its headers in `headerSets`, and the encodings of its compressed copies. */
export type HostedFile = { headers: number; encodings?: readonly ("br" | "gzip")[] }

export type HostedFunction = {
  /** Without `/api/`: "features", "features/:id", "rest/*". */
  route: string
  file: string
}

export type HostedRedirect = {
  /** The path without the path prefix and without a query: "/old", "/blog/:slug", "/far/*". */
  from: string
  /** The redirect applies to requests to this host. A source with "http" applies only to requests without TLS. */
  origin?: { scheme: "http" | "https"; host: string }
  /** The parameters that the query must contain. The value ":name" is a placeholder for any value. */
  query?: readonly (readonly [name: string, value: string])[]
  /** A URL, or a path. The path of a redirect (3xx) has the path prefix. The path of a rewrite has no prefix. */
  to: string
  status: number
  ignoreCase: boolean
  /** Whether the redirect precedes a page, a file or a function with the same path. */
  force?: true
}

/**
 * A route with parameters. It leads to a static page (`file`), to redirects without `force`, to a Gatsby Function, or
 * to Gatsby's page engine.
 */
export type HostedPattern = { route: string; file?: string; kind?: "redirect" | "function" }

export type Manifest = {
  pathPrefix: string
  trailingSlash: "always" | "never" | "ignore" | "legacy"
  headerSets: readonly HeaderList[]
  /** The files by their path in `public`, with a leading slash. */
  files: Readonly<Record<string, HostedFile>>
  /** The files of static pages by the path of the page, without a trailing slash. */
  staticPages: Readonly<Record<string, string>>
  /** Routes with parameters, the most specific first. */
  patterns: readonly HostedPattern[]
  /** Routes of DSG pages, without a trailing slash. */
  deferred: readonly string[]
  functions: readonly HostedFunction[]
  /** The most specific first. */
  redirects: readonly HostedRedirect[]
  /** Absent if the site has no SSR or DSG page. */
  pageEngine?: {
    hash: string
    hasQueries: boolean
    /** The components of pages that query images. Gatsby's query engine cannot create images. */
    imageComponents?: readonly string[]
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
