import { type FoundPage, findPage } from "./engine/find-page"
import type { PageEngine } from "./engine/page-engine"
import type { Manifest } from "./manifest"
import { fileMatches } from "./not-found-pages"
import { isRedirect } from "./redirects/hosted-redirect"
import { type FollowedRedirect, type Origin, redirectTable } from "./redirects/redirect-table"
import { decodePath, normalizeEscapes, pathnameOf, withOneSlash, withoutPrefix } from "./request-path"
import type { Address, RouteMatch } from "./route-match"
import { isPattern, normalizePath, routePattern } from "./route-pattern"
import { siteFiles } from "./site-files"

export type Router = {
  /** @param url the percent-encoded path with the path prefix, and the query */
  match(url: string): RouteMatch
  /** Finds a redirect whose source has the host of the request. */
  matchHost(origin: Origin, url: string): Extract<RouteMatch, { kind: "redirect" }> | undefined
}

type Engine = Pick<PageEngine, "findEnginePageByPath"> | undefined

type Tables = ReturnType<typeof createTables>

/**
 * Creates the router of a build. Paths without parameters are in maps. Patterns are in a list, because a site has few
 * patterns. The router first looks for the exact path, in this order: redirects with `force`, files, functions, pages,
 * other redirects. Then it looks for a route with parameters, the most specific first.
 */
export function createRouter(manifest: Manifest, engine: Engine): Router {
  const { pathPrefix } = manifest
  const tables = createTables(manifest)
  return {
    match(url) {
      const rawPathname = pathnameOf(url)
      const pathname = normalizeEscapes(rawPathname)
      const path = withoutPrefix(pathname, pathPrefix)
      const decoded = decodePath(path ?? pathname)
      if (decoded === undefined) return { kind: "bad-path" }
      const search = url.slice(rawPathname.length)
      if (path !== undefined) return findRoute(tables, engine, { path, decoded, search, isRewritten: false })
      // `gatsby serve` also serves functions without the path prefix.
      return isFunctionPath(pathname) ? { kind: "function" } : { kind: "not-found" }
    },
    matchHost(origin, url) {
      const found = tables.redirects.ofHost(origin, url)
      return found && { kind: "redirect", to: found.target, status: found.status }
    },
  }
}

function createTables(manifest: Manifest) {
  const { pathPrefix, patterns, functions } = manifest
  return {
    pathPrefix,
    files: siteFiles(manifest),
    fileMatch: fileMatches(patterns),
    redirects: redirectTable(manifest.redirects, pathPrefix),
    patterns: patterns.map((pattern) => ({ ...pattern, matches: routePattern(pattern.route) })),
    functions: new Set(
      functions.filter(({ route }) => !isPattern(route)).map(({ route }) => normalizePath(`/api/${route}`)),
    ),
  }
}

function findRoute(tables: Tables, engine: Engine, address: Address): RouteMatch {
  const { files, fileMatch, redirects, functions, pathPrefix } = tables
  const { path, decoded, search, isRewritten } = address
  const followed = (found: FollowedRedirect | undefined) => follow(tables, engine, address, found)
  const forced = followed(redirects.forced(path, search))
  if (forced) return forced
  const file = files.find(decoded)
  const slash = isRewritten ? undefined : files.slashRedirect(path)
  if (file && !(file.isPage && slash !== undefined)) return fileMatch(file.file)
  // Gatsby decodes the path of a client-only route twice. If the second decoding failed, the exception would end the
  // process.
  if (decodePath(decoded) === undefined) return { kind: "bad-path" }
  if (imageCdn.test(path)) return { kind: "not-found", reason: missingImage }
  if (functions.has(normalizePath(decoded))) return functionMatch(address)
  const page = isFunctionPath(path) ? undefined : findPage(engine, address)
  if (page?.isOwnPath) return pageOrSlash(tables, page, address)
  const exact = followed(redirects.exact(path, search))
  if (exact) return exact
  if (files.isOtherSpelling(decoded))
    return redirectToSlash(slash ?? `${pathPrefix + withOneSlash(path)}/`, search)
  return findPattern(tables, engine, address, page) ?? { kind: "not-found" }
}

/** Finds a route with parameters. */
function findPattern(
  tables: Tables,
  engine: Engine,
  address: Address,
  page: FoundPage | undefined,
): RouteMatch | undefined {
  const { path, search } = address
  for (const { route, file, kind, matches } of tables.patterns) {
    if (kind === "redirect") {
      const found = follow(tables, engine, address, tables.redirects.pattern(route, path, search))
      if (found) return found
    } else if (matches(path)) {
      if (kind === "function") return functionMatch(address)
      if (file !== undefined) return tables.fileMatch(file)
      if (page) return pageOrSlash(tables, page, address)
    }
  }
  if (page) return pageOrSlash(tables, page, address)
  return isFunctionPath(path) ? functionMatch(address) : undefined
}

function follow(
  tables: Tables,
  engine: Engine,
  { isRewritten }: Address,
  found: FollowedRedirect | undefined,
): RouteMatch | undefined {
  if (!found) return undefined
  const { status, target } = found
  if (isRedirect(status)) return { kind: "redirect", status, to: target }
  // The target of a rewrite is not rewritten again. Otherwise two rewrites could form an endless loop.
  if (isRewritten) return undefined
  const url = target.replace(/#.*/s, "")
  const path = pathnameOf(url)
  const match = findRoute(tables, engine, {
    path,
    decoded: decodePath(path) ?? path,
    search: url.slice(path.length),
    isRewritten: true,
  })
  const hasStatus = match.kind === "file" || match.kind === "page" || match.kind === "not-found"
  return status !== 200 && hasStatus ? { ...match, status } : match
}

function pageOrSlash({ files }: Tables, { match }: FoundPage, address: Address): RouteMatch {
  const isRight = address.isRewritten || match.kind === "page-data" || match.page.path === address.decoded
  const to = isRight ? undefined : files.slashRedirect(address.path)
  return to === undefined ? match : redirectToSlash(to, address.search)
}

const redirectToSlash = (to: string, search: string): RouteMatch => ({
  kind: "redirect",
  status: 301,
  to: to + search,
})

const imageCdn = /^\/_gatsby\/(?:image|file)\//

const missingImage =
  "The build did not create this file. This host has no Image CDN: it serves only images that the build created. " +
  "Query images in pages that the build renders, or link to the URL of the image."

const isFunctionPath = (path: string) => path === "/api" || path.startsWith("/api/")

const functionMatch = ({ path, search, isRewritten }: Address): RouteMatch =>
  isRewritten ? { kind: "function", url: path + search } : { kind: "function" }
