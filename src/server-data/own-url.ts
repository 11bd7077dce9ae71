declare const __PATH_PREFIX__: string | undefined
declare const __TRAILING_SLASH__: "always" | "never" | "ignore" | "legacy" | undefined

/** The site's path prefix as Gatsby's build writes it into the bundle: "" or "/blog". */
export const pathPrefix = (): string => (typeof __PATH_PREFIX__ === "string" ? __PATH_PREFIX__ : "")

/** A path of this site as Gatsby's Link takes it, of one that may have the path prefix already. */
export function withoutPathPrefix(path: string): string {
  const prefix = pathPrefix()
  if (prefix === "" || !path.startsWith(prefix)) return path
  const rest = path.slice(prefix.length)
  if (rest === "" || /^[?#]/.test(rest)) return `/${rest}`
  return rest.startsWith("/") ? rest : path
}

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
  if (inner === undefined) return { kind: "visit", pathname: withTrailingSlash(pathname), search }
  return { kind: "page-data", pathname: withTrailingSlash(inner === "index" ? "/" : `/${inner}`), search }
}

export function splitUrl(requested: string): { pathname: string; search: string } {
  // A path of "//x" reaches getServerData as "http://x//"; taken by hand, as URL would make it a host.
  const path = /^[a-z]+:\/\//i.test(requested)
    ? requested.replace(/^[a-z]+:\/\/[^/?]*/i, "") || "/"
    : requested
  const mark = path.indexOf("?")
  return mark === -1
    ? { pathname: path, search: "" }
    : { pathname: path.slice(0, mark), search: path.slice(mark) }
}

function withTrailingSlash(pathname: string): string {
  // Without the look behind, it would take the square of the slashes that somebody sends.
  const bare = pathname.replace(/(?<!\/)\/+$/, "")
  if (bare === "") return "/"
  const wanted = typeof __TRAILING_SLASH__ === "string" ? __TRAILING_SLASH__ : "never"
  return wanted === "always" ? `${bare}/` : bare
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
