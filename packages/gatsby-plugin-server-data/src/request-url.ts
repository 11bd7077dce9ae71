/** The URL of a request, equal for a visit and for the page-data.json of a Link navigation. */
import type { GatsbyFunctionRequest } from "gatsby"
import { pagePath, withoutPathPrefix } from "./site-path"

/** A visit requests the HTML, a Link navigation the page-data.json. */
export type RequestKind = "visit" | "page-data"

const pageData = /^\/page-data\/(.+)\/page-data\.json$/

/**
 * The page's path, without the path prefix and with the trailing slash of the site's configuration: Gatsby passes
 * `/features/grid/` on a visit even with `trailingSlash: "never"`.
 */
export function parsePageUrl(requested: string): { kind: RequestKind; pathname: string; search: string } {
  const { pathname, search } = splitUrl(requested)
  const inner = pageData.exec(pathname)?.[1]
  if (inner === undefined) return { kind: "visit", pathname: pagePath(pathname), search }
  return { kind: "page-data", pathname: pagePath(inner === "index" ? "/" : `/${inner}`), search }
}

/** A function's path, without the path prefix. */
export function parseFunctionUrl(req: GatsbyFunctionRequest): { pathname: string; search: string } {
  // Gatsby mounts functions on /api, and Express keeps the whole path in originalUrl only.
  const whole = "originalUrl" in req && typeof req.originalUrl === "string" ? req.originalUrl : req.url
  const { pathname, search } = splitUrl(whole ?? "/")
  return { pathname: withoutPathPrefix(pathname), search }
}

function splitUrl(requested: string): { pathname: string; search: string } {
  // A path of "//x" reaches getServerData as "http://x//"; URL would read the path as a host.
  const path = /^[a-z]+:\/\//i.test(requested)
    ? requested.replace(/^[a-z]+:\/\/[^/?]*/i, "") || "/"
    : requested
  const mark = path.indexOf("?")
  return mark === -1
    ? { pathname: path, search: "" }
    : { pathname: path.slice(0, mark), search: path.slice(mark) }
}

/**
 * The URL that `load` receives. It contains only the known parameters: a cache sends the response to visitors whose
 * other parameters differ (No-Vary-Search).
 */
export function canonicalUrl(origin: string, pathname: string, rawQuery: Record<string, string>): URL {
  const url = new URL(origin)
  url.pathname = pathname
  url.search = new URLSearchParams(rawQuery).toString()
  return url
}
