/** Paths of the site: the path prefix and the trailing slash of Gatsby's configuration. */

declare const __BASE_PATH__: string | undefined
declare const __TRAILING_SLASH__: "always" | "never" | "ignore" | "legacy" | undefined
declare const PREFIX_TO_STRIP: string | undefined

// Gatsby defines __TRAILING_SLASH__ and __BASE_PATH__ in the pages' bundles for the server and the browser, but not in
// functions.
const trailingSlash = () => (typeof __TRAILING_SLASH__ === "string" ? __TRAILING_SLASH__ : undefined)

/** The site's path prefix: "" or "/blog". */
export function pathPrefix(): string {
  if (typeof __BASE_PATH__ === "string") return __BASE_PATH__
  // Functions have PREFIX_TO_STRIP instead. Its value does not start or end with a slash.
  return typeof PREFIX_TO_STRIP === "string" && PREFIX_TO_STRIP ? `/${PREFIX_TO_STRIP}` : ""
}

/**
 * Returns a path of this site without the path prefix, as Gatsby's Link requires. The given path may start with the
 * prefix.
 */
export function withoutPathPrefix(path: string): string {
  const prefix = pathPrefix()
  if (prefix === "" || !path.startsWith(prefix)) return path
  const rest = path.slice(prefix.length)
  if (rest === "" || /^[?#]/.test(rest)) return `/${rest}`
  return rest.startsWith("/") ? rest : path
}

/**
 * Returns a page's path. The path ends with a slash only if the site's `trailingSlash` is "always", or if it is "/".
 */
export function pagePath(pathname: string): string {
  // Without the lookbehind, the time would grow with the square of the number of slashes.
  const bare = pathname.replace(/(?<!\/)\/+$/, "")
  if (bare === "") return "/"
  return trailingSlash() === "always" ? `${bare}/` : bare
}

/**
 * Returns the path of a redirect's target. The slash at the end of a page's path follows the site's configuration.
 * Otherwise the host would redirect a second time. The path of a file (with an extension) or of an endpoint does not
 * change.
 */
export function targetPath(pathname: string): string {
  const wanted = trailingSlash()
  if (wanted !== "always" && wanted !== "never") return pathname
  return /^\/api\/|\.[a-z][a-z\d]*$/i.test(pathname) ? pathname : pagePath(pathname)
}

/**
 * Returns a page's path with the path prefix, as in the address bar. The result is the same on the server, although
 * Gatsby always adds a slash at the end there.
 */
export const pageUrlPath = (pathname: string): string => pathPrefix() + pagePath(withoutPathPrefix(pathname))
