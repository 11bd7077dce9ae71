import type { EnginePage, PageEngine } from "./engine/page-engine"
import type { Manifest } from "./manifest"
import { bare, isPattern, type RouteParameters, routePattern } from "./route-pattern"

export type Resolution =
  | { kind: "file"; file: string }
  | { kind: "page" | "page-data"; page: EnginePage; pathName: string }
  | { kind: "function" }
  | { kind: "redirect"; to: string; status: number }
  | { kind: "bad-path" }
  | { kind: "not-found" }

export type Site = {
  /** A file of `public`, when the path names one or a static page. The quick answer; `resolve` gives it too. */
  file(pathname: string): string | undefined
  /** @param pathname as it was sent, with the path prefix */
  resolve(pathname: string, search: string): Resolution
}

const pageData = /^\/page-data\/(.+)\/page-data\.json$/

/**
 * A build's routes, ready to be looked up. Exact paths are in maps; patterns are few, and come most specific first.
 * The order is: files, functions, exact redirects, pages of the engine, redirects by pattern, client-only routes.
 */
export function createSite(
  manifest: Manifest,
  engine: Pick<PageEngine, "findEnginePageByPath"> | undefined,
): Site {
  const { pathPrefix, trailingSlash, files, staticPages } = manifest
  const clientRoutes = manifest.clientRoutes.map(({ route, file }) => ({ match: routePattern(route), file }))
  const exactRedirects = new Map<string, Redirect>()
  const patternRedirects: Redirect[] = []
  for (const { from, to, status, ignoreCase } of manifest.redirects) {
    const redirect = { to, status, match: routePattern(from, { ignoreCase, decoded: false }) }
    if (isPattern(from)) patternRedirects.push(redirect)
    else exactRedirects.set(bare(from.toLowerCase()), redirect)
  }

  const inside = (pathname: string) => {
    if (!pathPrefix) return pathname
    if (pathname === pathPrefix) return "/"
    return pathname.startsWith(`${pathPrefix}/`) ? pathname.slice(pathPrefix.length) : undefined
  }

  function fileOf(path: string): string | undefined {
    const decoded = decodeOnce(path)
    if (decoded === undefined) return undefined
    if (Object.hasOwn(files, decoded)) return decoded
    const page = staticPages[bare(decoded)]
    if (page !== undefined) return slashRedirect(path) === undefined ? page : undefined
    const index = `${decoded}index.html`
    return decoded.endsWith("/") && Object.hasOwn(files, index) ? index : undefined
  }

  /** Where a page's address has the other trailing slash than the site wants. */
  function slashRedirect(path: string): string | undefined {
    if (path === "/" || path.slice(path.lastIndexOf("/")).includes(".")) return undefined
    const endsInSlash = path.endsWith("/")
    if (trailingSlash === "never" && endsInSlash)
      return pathPrefix + ownPath(path).replace(/(?<!\/)\/+$/, "") || "/"
    if (trailingSlash === "always" && !endsInSlash) return `${pathPrefix + ownPath(path)}/`
    return undefined
  }

  function redirectOf(redirects: Iterable<Redirect>, { path, search, rewritten }: Address) {
    for (const { to, status, match } of redirects) {
      const parameters = match(path)
      // A rewrite leads to what the site has, and to no further rewrite: two of them could go round for ever.
      if (!parameters || (status === 200 && rewritten)) continue
      const target = fill(to, parameters)
      if (status === 200) return find({ path: target, search, rewritten: true })
      return { kind: "redirect" as const, status, to: withSearch(target, search) }
    }
    return undefined
  }

  function enginePage({ path, search }: Address): Resolution | undefined {
    if (!engine) return undefined
    const inner = pageData.exec(path)?.[1]
    if (inner !== undefined) {
      const page = engine.findEnginePageByPath(inner === "index" ? "/" : inner)
      return page && page.mode !== "SSG" ? { kind: "page-data", page, pathName: path } : undefined
    }
    const page = engine.findEnginePageByPath(path)
    if (!page || page.mode === "SSG") return undefined
    const to = page.path === path ? undefined : slashRedirect(path)
    if (to !== undefined) return { kind: "redirect", status: 301, to: withSearch(to, search) }
    return { kind: "page", page, pathName: path }
  }

  function find(address: Address): Resolution {
    const { path, search } = address
    const file = fileOf(path)
    if (file !== undefined) return { kind: "file", file }
    // Gatsby decodes a path a second time when it looks a client route up, and ends the process where it cannot.
    const decoded = decodeOnce(path)
    if (decoded === undefined || decodeOnce(decoded) === undefined) return { kind: "bad-path" }
    if (isFunction(path)) return { kind: "function" }
    const exact = exactRedirects.get(bare(path.toLowerCase()))
    const redirected = exact && redirectOf([exact], address)
    if (redirected) return redirected
    if (staticPages[bare(decoded)] !== undefined || Object.hasOwn(files, `${decoded}/index.html`)) {
      const to = slashRedirect(path) ?? `${pathPrefix + ownPath(path)}/`
      return { kind: "redirect", status: 301, to: withSearch(to, search) }
    }
    return (
      enginePage(address) ??
      redirectOf(patternRedirects, address) ??
      clientRoute(path) ?? { kind: "not-found" }
    )
  }

  function clientRoute(path: string): Resolution | undefined {
    const route = clientRoutes.find(({ match }) => match(path))
    return route && { kind: "file", file: route.file }
  }

  return {
    file: (pathname) => {
      const path = inside(pathname)
      return path === undefined ? undefined : fileOf(path)
    },
    resolve(pathname, search) {
      if (decodeOnce(pathname) === undefined) return { kind: "bad-path" }
      const path = inside(pathname)
      if (path !== undefined) return find({ path, search, rewritten: false })
      // `gatsby serve` has functions at the root too, whatever the prefix.
      return isFunction(pathname) ? { kind: "function" } : { kind: "not-found" }
    },
  }
}

/** A path without the prefix, and its query with the question mark. */
type Address = { path: string; search: string; rewritten: boolean }

type Redirect = {
  to: string
  status: number
  match: (path: string) => RouteParameters | undefined
}

/** Of several slashes at the start one: a browser takes `//example.com` in a redirect for another host. */
const ownPath = (path: string) => path.replace(/^[/\\]+/, "/")

const isFunction = (path: string) => path === "/api" || path.startsWith("/api/")

/** `/new/:slug`, `/new/*` and `/new/:splat`, filled with what the redirect's pattern took, encoded as it was sent. */
function fill(to: string, parameters: RouteParameters): string {
  const rest = Object.entries(parameters).find(([name]) => name === "*")?.[1]
  return to
    .replace(/:([A-Za-z_]\w*)/g, (text, name: string) => {
      const value = name === "splat" ? (parameters.splat ?? rest) : parameters[name]
      return value ?? text
    })
    .replace(/\*$/, () => rest ?? "")
}

const withSearch = (to: string, search: string) => (to.includes("?") || to.includes("#") ? to : to + search)

function decodeOnce(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path)
    return decoded.includes("\0") ? undefined : decoded
  } catch {
    return undefined
  }
}
