declare const __BASE_PATH__: string | undefined
declare const __TRAILING_SLASH__: "always" | "never" | "ignore" | "legacy" | undefined
declare const PREFIX_TO_STRIP: string | undefined

// Gatsby's build writes these into the pages' bundles, the server's and the browser's alike, and into no function's.
const trailingSlash = () => (typeof __TRAILING_SLASH__ === "string" ? __TRAILING_SLASH__ : undefined)

/** The site's path prefix: "" or "/blog". */
export function pathPrefix(): string {
  if (typeof __BASE_PATH__ === "string") return __BASE_PATH__
  // What functions have of it instead, without the slashes around it.
  return typeof PREFIX_TO_STRIP === "string" && PREFIX_TO_STRIP ? `/${PREFIX_TO_STRIP}` : ""
}

/** A path of this site as Gatsby's Link takes it, of one that may have the path prefix already. */
export function withoutPathPrefix(path: string): string {
  const prefix = pathPrefix()
  if (prefix === "" || !path.startsWith(prefix)) return path
  const rest = path.slice(prefix.length)
  if (rest === "" || /^[?#]/.test(rest)) return `/${rest}`
  return rest.startsWith("/") ? rest : path
}

/** A page's path, however it was asked for: with a slash at its end where the site's `trailingSlash` is "always". */
export function pagePath(pathname: string): string {
  // Without the look behind, it would take the square of the slashes that somebody sends.
  const bare = pathname.replace(/(?<!\/)\/+$/, "")
  if (bare === "") return "/"
  return trailingSlash() === "always" ? `${bare}/` : bare
}

/**
 * The path of a Link's target: a page's as the site's `trailingSlash` has it, or a visitor would be redirected once
 * more. A file's (with an extension) and an endpoint's are as they are.
 */
export function targetPath(pathname: string): string {
  const wanted = trailingSlash()
  if (wanted !== "always" && wanted !== "never") return pathname
  return /^\/api\/|\.[a-z][a-z\d]*$/i.test(pathname) ? pathname : pagePath(pathname)
}

/** The address of a page, with the path prefix: the same on the server, where Gatsby always has a slash at its end. */
export const pageAddress = (pathname: string): string => pathPrefix() + pagePath(withoutPathPrefix(pathname))
