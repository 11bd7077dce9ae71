import type { GatsbyFunctionRequest } from "gatsby"
import { pagePath, withoutPathPrefix } from "./site-path"

/** A visit asks for the page's HTML, a Link navigation for its page-data.json. */
export type Kind = "visit" | "page-data"

export type OwnUrl = { kind: Kind; pathname: string; search: string }

const pageData = /^\/page-data\/(.+)\/page-data\.json$/

/**
 * The page's own path, the same for a visit and for its page-data.json, with the trailing slash that the site's
 * configuration asks for: Gatsby hands down `/features/grid/` on a visit even with `trailingSlash: "never"`.
 */
export function ownUrl(requested: string): OwnUrl {
  const { pathname, search } = splitUrl(requested)
  const inner = pageData.exec(pathname)?.[1]
  if (inner === undefined) return { kind: "visit", pathname: pagePath(pathname), search }
  return { kind: "page-data", pathname: pagePath(inner === "index" ? "/" : `/${inner}`), search }
}

/**
 * A function's own path, without the path prefix, as a page's is. Functions are mounted on /api, where Express keeps the
 * whole path in originalUrl.
 */
export function functionUrl(req: GatsbyFunctionRequest): { pathname: string; search: string } {
  const whole = "originalUrl" in req && typeof req.originalUrl === "string" ? req.originalUrl : req.url
  const { pathname, search } = splitUrl(whole ?? "/")
  return { pathname: withoutPathPrefix(pathname), search }
}

function splitUrl(requested: string): { pathname: string; search: string } {
  // A path of "//x" reaches getServerData as "http://x//"; taken by hand, as URL would make it a host.
  const path = /^[a-z]+:\/\//i.test(requested)
    ? requested.replace(/^[a-z]+:\/\/[^/?]*/i, "") || "/"
    : requested
  const mark = path.indexOf("?")
  return mark === -1
    ? { pathname: path, search: "" }
    : { pathname: path.slice(0, mark), search: path.slice(mark) }
}

/**
 * The URL for `load`: it holds the known parameters alone, because whatever is rendered from another would be
 * shown to visitors who did not send it (No-Vary-Search).
 */
export function urlForLoad(origin: string, pathname: string, typed: Record<string, string>): URL {
  const url = new URL(origin)
  url.pathname = pathname
  url.search = new URLSearchParams(typed).toString()
  return url
}
