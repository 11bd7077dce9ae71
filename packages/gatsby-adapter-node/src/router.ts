import type { EnginePage, PageEngine } from "./engine/page-engine"
import type { Manifest } from "./manifest"
import { isPattern, normalizePath, type RouteParameters, routePattern } from "./route-pattern"

export type RouteMatch =
  | { kind: "file"; file: string }
  | { kind: "page" | "page-data"; page: EnginePage; pathName: string }
  | { kind: "function" }
  | { kind: "redirect"; to: string; status: number }
  | { kind: "bad-path" }
  | { kind: "not-found" }

export type Router = {
  /** @param url the raw path with the path prefix, and the query */
  match(url: string): RouteMatch
}

const pageData = /^\/page-data\/(.+)\/page-data\.json$/

/**
 * Creates the router of a build. Exact paths are in maps. Patterns are in lists, because a site has few patterns.
 * Order: files, functions, exact redirects, pages of the engine, redirects with patterns, client-only routes.
 */
export function createRouter(
  manifest: Manifest,
  engine: Pick<PageEngine, "findEnginePageByPath"> | undefined,
): Router {
  const tables = createTables(manifest)
  const findRedirect = (redirects: Iterable<Redirect>, address: Address): RouteMatch | undefined => {
    const { path, search, isRewritten } = address
    for (const { to, status, match } of redirects) {
      const parameters = match(path)
      // A rewrite is not rewritten again: two rewrites could lead to each other.
      if (!parameters || (status === 200 && isRewritten)) continue
      const target = fillPattern(to, parameters)
      if (status === 200) return find({ path: target, search, isRewritten: true })
      return { kind: "redirect", status, to: withSearch(target, search) }
    }
    return undefined
  }

  const findEnginePage = ({ path, search }: Address): RouteMatch | undefined => {
    if (!engine) return undefined
    const inner = pageData.exec(path)?.[1]
    if (inner !== undefined) {
      const page = engine.findEnginePageByPath(inner === "index" ? "/" : inner)
      return page && page.mode !== "SSG" ? { kind: "page-data", page, pathName: path } : undefined
    }
    const page = engine.findEnginePageByPath(path)
    if (!page || page.mode === "SSG") return undefined
    const to = page.path === path ? undefined : tables.slashRedirect(path)
    if (to !== undefined) return { kind: "redirect", status: 301, to: withSearch(to, search) }
    return { kind: "page", page, pathName: path }
  }

  const find = (address: Address): RouteMatch => {
    const { path, search } = address
    const file = tables.findFile(path)
    if (file !== undefined) return { kind: "file", file }
    // Gatsby decodes the path of a client-only route twice. The process would end if the second decoding failed.
    const decoded = decodePath(path)
    if (decoded === undefined || decodePath(decoded) === undefined) return { kind: "bad-path" }
    if (isFunction(path)) return { kind: "function" }
    const exact = tables.exactRedirects.get(normalizePath(path.toLowerCase()))
    const redirect = exact && findRedirect([exact], address)
    if (redirect) return redirect
    if (tables.isOtherSpelling(decoded)) {
      const to = tables.slashRedirect(path) ?? `${manifest.pathPrefix + withOneSlash(path)}/`
      return { kind: "redirect", status: 301, to: withSearch(to, search) }
    }
    return (
      findEnginePage(address) ??
      findRedirect(tables.patternRedirects, address) ??
      tables.findClientRoute(path) ?? { kind: "not-found" }
    )
  }

  return {
    match(url) {
      const pathname = pathnameOf(url)
      if (decodePath(pathname) === undefined) return { kind: "bad-path" }
      const path = withoutPrefix(pathname, manifest.pathPrefix)
      if (path !== undefined) return find({ path, search: url.slice(pathname.length), isRewritten: false })
      // `gatsby serve` also serves functions without the path prefix.
      return isFunction(pathname) ? { kind: "function" } : { kind: "not-found" }
    },
  }
}

function createTables(manifest: Manifest) {
  const { pathPrefix, trailingSlash, files, staticPages } = manifest
  const clientRoutes = manifest.clientRoutes.map(({ route, file }) => ({ match: routePattern(route), file }))
  const exactRedirects = new Map<string, Redirect>()
  const patternRedirects: Redirect[] = []
  for (const { from, to, status, ignoreCase } of manifest.redirects) {
    const redirect = { to, status, match: routePattern(from, { ignoreCase, decoded: false }) }
    if (isPattern(from)) patternRedirects.push(redirect)
    else exactRedirects.set(normalizePath(from.toLowerCase()), redirect)
  }

  const slashRedirect = (path: string): string | undefined => {
    if (path === "/" || path.slice(path.lastIndexOf("/")).includes(".")) return undefined
    const endsInSlash = path.endsWith("/")
    if (trailingSlash === "never" && endsInSlash)
      return pathPrefix + withOneSlash(path).replace(/(?<!\/)\/+$/, "") || "/"
    if (trailingSlash === "always" && !endsInSlash) return `${pathPrefix + withOneSlash(path)}/`
    return undefined
  }

  return {
    exactRedirects,
    patternRedirects,
    slashRedirect,
    findFile(path: string): string | undefined {
      const decoded = decodePath(path)
      if (decoded === undefined) return undefined
      if (Object.hasOwn(files, decoded)) return decoded
      const page = staticPages[normalizePath(decoded)]
      if (page !== undefined) return slashRedirect(path) === undefined ? page : undefined
      const index = `${decoded}index.html`
      return decoded.endsWith("/") && Object.hasOwn(files, index) ? index : undefined
    },
    /** Whether a static page or a folder with an index.html has this path with another trailing slash. */
    isOtherSpelling: (decoded: string) =>
      staticPages[normalizePath(decoded)] !== undefined || Object.hasOwn(files, `${decoded}/index.html`),
    findClientRoute(path: string): RouteMatch | undefined {
      const route = clientRoutes.find(({ match }) => match(path))
      return route && { kind: "file", file: route.file }
    },
  }
}

type Address = { path: string; search: string; isRewritten: boolean }

type Redirect = {
  to: string
  status: number
  match: (path: string) => RouteParameters | undefined
}

function pathnameOf(url: string): string {
  const end = url.search(/[?#]/)
  return end === -1 ? url : url.slice(0, end)
}

function withoutPrefix(pathname: string, pathPrefix: string): string | undefined {
  if (!pathPrefix) return pathname
  if (pathname === pathPrefix) return "/"
  return pathname.startsWith(`${pathPrefix}/`) ? pathname.slice(pathPrefix.length) : undefined
}

/** Browsers read `//example.com` in a redirect as another host. */
const withOneSlash = (path: string) => path.replace(/^[/\\]+/, "/")

const isFunction = (path: string) => path === "/api" || path.startsWith("/api/")

function fillPattern(to: string, parameters: RouteParameters): string {
  const rest = Object.entries(parameters).find(([name]) => name === "*")?.[1]
  return to
    .replace(/:([A-Za-z_]\w*)/g, (text, name: string) => {
      const value = name === "splat" ? (parameters.splat ?? rest) : parameters[name]
      return value ?? text
    })
    .replace(/\*$/, () => rest ?? "")
}

const withSearch = (to: string, search: string) => (to.includes("?") || to.includes("#") ? to : to + search)

function decodePath(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path)
    return decoded.includes("\0") ? undefined : decoded
  } catch {
    return undefined
  }
}
