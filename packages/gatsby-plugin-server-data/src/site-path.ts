/** Paths of the site: the path prefix and the trailing slash of Gatsby's configuration. */

declare const __BASE_PATH__: string | undefined
declare const __TRAILING_SLASH__: "always" | "never" | "ignore" | "legacy" | undefined
declare const PREFIX_TO_STRIP: string | undefined

// Gatsby defines these two in the pages' bundles, for the server and the browser, but not in functions.
const trailingSlash = () => (typeof __TRAILING_SLASH__ === "string" ? __TRAILING_SLASH__ : undefined)

/** The site's path prefix: "" or "/blog". */
export function pathPrefix(): string {
  if (typeof __BASE_PATH__ === "string") return __BASE_PATH__
  // Functions have this constant instead, without slashes around it.
  return typeof PREFIX_TO_STRIP === "string" && PREFIX_TO_STRIP ? `/${PREFIX_TO_STRIP}` : ""
}

/** A path of this site as Gatsby's Link takes it. The given path may already have the path prefix. */
export function withoutPathPrefix(path: string): string {
  const prefix = pathPrefix()
  if (prefix === "" || !path.startsWith(prefix)) return path
  const rest = path.slice(prefix.length)
  if (rest === "" || /^[?#]/.test(rest)) return `/${rest}`
  return rest.startsWith("/") ? rest : path
}

/** A page's path with the slash at its end that the site's `trailingSlash` requires. */
export function pagePath(pathname: string): string {
  // The lookbehind keeps this linear in the number of slashes.
  const bare = pathname.replace(/(?<!\/)\/+$/, "")
  if (bare === "") return "/"
  return trailingSlash() === "always" ? `${bare}/` : bare
}

/**
 * The path of a redirect's target. A page's gets the trailing slash of the site's configuration, which saves another
 * redirect; the path of a file (with an extension) or of an endpoint stays as it is.
 */
export function targetPath(pathname: string): string {
  const wanted = trailingSlash()
  if (wanted !== "always" && wanted !== "never") return pathname
  return /^\/api\/|\.[a-z][a-z\d]*$/i.test(pathname) ? pathname : pagePath(pathname)
}

/**
 * A page's path with the path prefix, as it is in the address bar. The same on the server, where Gatsby always adds a
 * slash at the end.
 */
export const pageUrlPath = (pathname: string): string => pathPrefix() + pagePath(withoutPathPrefix(pathname))
