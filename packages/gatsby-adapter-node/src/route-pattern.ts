/**
 * The parameters of a path by name. The name of `:slug` is "slug", the name of `*` is "*", and the name of `*rest` is
 * "rest".
 */
export type RouteParameters = Record<string, string>

/**
 * Compiles a route of Gatsby (`/blog/:slug`, `/app/*`, `/app/*rest`) to a function that matches a raw path. Segments are
 * decoded after the match: an encoded slash stays inside its segment. `/app/*` matches `/app` too.
 * @param options `decoded: false` keeps parameters encoded, for use in another path. Default: decoded
 */
export function routePattern(
  pattern: string,
  { ignoreCase = false, decoded = true }: { ignoreCase?: boolean; decoded?: boolean } = {},
): (path: string) => RouteParameters | undefined {
  const parts = segmentsOf(pattern)
  const parameterOf = decoded ? decode : (segment: string) => segment
  const folded = (text: string) => (ignoreCase ? text.toLowerCase() : text)
  return (path) => {
    const segments = segmentsOf(path)
    const parameters: RouteParameters = {}
    for (const [index, part] of parts.entries()) {
      if (part.startsWith("*")) {
        parameters[part.slice(1) || "*"] = segments.slice(index).map(parameterOf).join("/")
        return parameters
      }
      const segment = segments[index]
      if (segment === undefined) return undefined
      if (part.startsWith(":")) parameters[part.slice(1)] = parameterOf(segment)
      else if (![segment, decode(segment)].some((text) => folded(text) === folded(part))) return undefined
    }
    return segments.length === parts.length ? parameters : undefined
  }
}

export const isPattern = (route: string) => route.split("/").some((part) => /^[:*]/.test(part))

export const normalizePath = (path: string) => `/${path.replace(/^\/+|(?<!\/)\/+$/g, "")}`

const segmentsOf = (path: string) => path.split("/").filter((segment) => segment !== "")

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
