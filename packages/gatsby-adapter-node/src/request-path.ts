/** Functions for the paths of requests: percent-encoding, the path prefix and the trailing slash. */

const unreserved = /[\w.~-]/

/**
 * Returns the normal form of a path as RFC 3986 §6.2.2 defines it: letters, digits and `-._~` are not percent-encoded,
 * and other escapes are in upper case. Two paths with the same normal form are the same path.
 */
export const normalizeEscapes = (path: string) =>
  path.replace(/%[\da-f]{2}/gi, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16))
    return unreserved.test(character) ? character : encoded.toUpperCase()
  })

/** Returns the decoded path. Returns undefined if the path cannot be decoded, or if it contains a NUL. */
export function decodePath(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path)
    return decoded.includes("\0") ? undefined : decoded
  } catch {
    return undefined
  }
}

/** Encodes a decoded path as browsers do. Gatsby's router in the browser compares paths in this form. */
export const encodePath = (path: string) => encodeURI(path).replace(/[?#]/g, encodeURIComponent)

export function pathnameOf(url: string): string {
  const end = url.search(/[?#]/)
  return end === -1 ? url : url.slice(0, end)
}

/** Returns a path without the path prefix. Returns undefined if the path does not start with the prefix. */
export function withoutPrefix(pathname: string, pathPrefix: string): string | undefined {
  if (!pathPrefix) return pathname
  if (pathname === pathPrefix) return "/"
  return pathname.startsWith(`${pathPrefix}/`) ? pathname.slice(pathPrefix.length) : undefined
}

/** Removes repeated slashes from the start, because browsers read `//example.com` in a redirect as another host. */
export const withOneSlash = (path: string) => path.replace(/^[/\\]+/, "/")
