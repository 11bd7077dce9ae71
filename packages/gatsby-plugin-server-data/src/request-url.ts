/** Parses the URL of a request. The result is the same for a visit and for the page-data.json of a Link navigation. */
import type { GatsbyFunctionRequest } from "gatsby"
import { pagePath, withoutPathPrefix } from "./site-path"

/** A visit requests the HTML. A Link navigation requests the page-data.json. */
export type RequestKind = "visit" | "page-data"

const pageData = /^\/page-data\/(.+)\/page-data\.json$/

/**
 * Returns the page's path without the path prefix. The slash at its end follows the site's configuration, because for a
 * visit, Gatsby passes `/features/grid/` even with `trailingSlash: "never"`.
 */
export function parsePageUrl(requested: string): { kind: RequestKind; pathname: string; search: string } {
  const { pathname, search } = splitUrl(requested)
  const inner = pageData.exec(pathname)?.[1]
  if (inner === undefined) return { kind: "visit", pathname: pagePath(pathname), search }
  return { kind: "page-data", pathname: pagePath(inner === "index" ? "/" : `/${inner}`), search }
}

/** Returns a function's path without the path prefix. */
export function parseFunctionUrl(req: GatsbyFunctionRequest): { pathname: string; search: string } {
  // Gatsby mounts functions on /api, so only Express's `originalUrl` contains the whole path.
  const whole = "originalUrl" in req && typeof req.originalUrl === "string" ? req.originalUrl : req.url
  const { pathname, search } = splitUrl(whole ?? "/")
  return { pathname: withoutPathPrefix(pathname), search }
}

function splitUrl(requested: string): { pathname: string; search: string } {
  // Gatsby passes the path "//x" to getServerData as "http://x//". `URL` would read "x" as a host, not as a path.
  const path = /^[a-z]+:\/\//i.test(requested)
    ? requested.replace(/^[a-z]+:\/\/[^/?]*/i, "") || "/"
    : requested
  const mark = path.indexOf("?")
  return mark === -1
    ? { pathname: path, search: "" }
    : { pathname: path.slice(0, mark), search: path.slice(mark) }
}

/**
 * Returns the URL that `load` receives. The URL contains only the known parameters, because a cache ignores unknown
 * parameters (No-Vary-Search). The cache may send the response to a visitor with other unknown parameters.
 */
export function canonicalUrl(origin: string, pathname: string, rawQuery: Record<string, string>): URL {
  const url = new URL(origin)
  url.pathname = pathname
  url.search = new URLSearchParams(rawQuery).toString()
  return url
}
