/**
 * The parameters of a path by name. The name of `:slug` is "slug", the name of `*` is "*", and the name of `*rest` is
 * "rest".
 */
export type RouteParameters = Record<string, string>

/**
 * Compiles a route of Gatsby (`/blog/:slug`, `/app/*`, `/app/*rest`) to a function that matches a percent-encoded path.
 * Segments are decoded after the match, so an encoded slash stays inside its segment. `/app/*` matches `/app` too.
 * @param options `decoded: false` keeps parameters percent-encoded, for use in another path. Default: `true`
 */
export function routePattern(
  pattern: string,
  { ignoreCase = false, decoded = true }: { ignoreCase?: boolean; decoded?: boolean } = {},
): (path: string) => RouteParameters | undefined {
  const folded = (text: string) => (ignoreCase ? text.toLowerCase() : text)
  const parts = segmentsOf(pattern).map((part) => (isFixed(part) ? folded(decode(part)) : part))
  const parameterOf = decoded ? decode : (segment: string) => segment
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
      else if (folded(decode(segment)) !== part) return undefined
    }
    return segments.length === parts.length ? parameters : undefined
  }
}

/**
 * Returns the path, but with the fixed segments encoded as in the route: `/länder/a%20b` for `/l%C3%A4nder/a%20b` and
 * the route `/länder/:name`. Returns undefined if the path does not match the route.
 */
export function spelledLike(route: string, path: string): string | undefined {
  if (!routePattern(route)(path)) return undefined
  const parts = segmentsOf(route)
  const spelled = segmentsOf(path).map((segment, index) => {
    const part = parts[index]
    return part !== undefined && isFixed(part) ? part : segment
  })
  return `/${spelled.join("/")}${path.endsWith("/") && spelled.length > 0 ? "/" : ""}`
}

export const isPattern = (route: string) => segmentsOf(route).some((part) => !isFixed(part))

export const normalizePath = (path: string) => `/${path.replace(/^\/+|(?<!\/)\/+$/g, "")}`

export const segmentsOf = (path: string) => path.split("/").filter((segment) => segment !== "")

const isFixed = (part: string) => !/^[:*]/.test(part)

/** Decodes a percent-encoded text. Returns the text unchanged if it cannot be decoded. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
