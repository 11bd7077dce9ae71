import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { StartupError } from "./errors"

/**
 * The folder of the manifest, the compressed files and the host, relative to the site. The adapter writes this folder.
 */
export const hostFolder = join(".cache", "host")
const manifestFile = join(hostFolder, "manifest.json")

export type HeaderList = readonly (readonly [name: string, value: string])[]

/**
 * A file in `public`. `headers` is an index of `headerSets`. `encodings` are the encodings of the compressed copies.
 */
export type HostedFile = { headers: number; encodings?: readonly ("br" | "gzip")[] }

export type HostedFunction = {
  /** The route without `/api/`, such as "features", "features/:id" or "rest/*". */
  route: string
  file: string
}

export type HostedRedirect = {
  /** The source: a path without the path prefix and without a query, such as "/old", "/blog/:slug" or "/far/*". */
  from: string
  /**
   * If set, the redirect applies only to requests to this host. With the scheme "http", it applies only without TLS.
   */
  origin?: { scheme: "http" | "https"; host: string }
  /** The parameters that the query must contain. The value ":name" is a placeholder for any value. */
  query?: readonly (readonly [name: string, value: string])[]
  /** The target: a URL or a path. The path of a redirect (3xx) has the path prefix. The path of a rewrite does not. */
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
  /** The files of `public`. The keys are paths in `public` with a leading slash. */
  files: Readonly<Record<string, HostedFile>>
  /** The files of static pages. The keys are the paths of the pages without a trailing slash. */
  staticPages: Readonly<Record<string, string>>
  /** Routes with parameters. The most specific route is first. */
  patterns: readonly HostedPattern[]
  /** Routes of DSG pages, without a trailing slash. */
  deferred: readonly string[]
  functions: readonly HostedFunction[]
  /** The redirects. The most specific redirect is first. */
  redirects: readonly HostedRedirect[]
  /** Gatsby's page engine. Absent if the site has no SSR or DSG page. */
  pageEngine?: {
    hash: string
    hasQueries: boolean
    /**
     * The components of SSR and DSG pages that query images. These queries fail: the query engine cannot create images.
     */
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
