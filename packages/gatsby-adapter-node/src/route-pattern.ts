/** What a route's pattern took out of a path: `:slug` by its name, `*` by "*" (or by its own name, `*rest`). */
export type RouteParameters = Record<string, string>

/**
 * Compiles a route as Gatsby writes it (`/blog/:slug`, `/app/*`, `/app/*rest`) to a function that matches a raw path.
 * Segments are decoded after the match, so that an encoded slash stays inside its segment; `/app/*` takes `/app` too.
 * @param options `decoded: false` leaves parameters as the path has them, to make another path of them
 */
export function routePattern(
  pattern: string,
  { ignoreCase = false, decoded = true }: { ignoreCase?: boolean; decoded?: boolean } = {},
): (path: string) => RouteParameters | undefined {
  const parts = segmentsOf(pattern)
  const taken = decoded ? decode : (segment: string) => segment
  const folded = (text: string) => (ignoreCase ? text.toLowerCase() : text)
  return (path) => {
    const segments = segmentsOf(path)
    const parameters: RouteParameters = {}
    for (const [place, part] of parts.entries()) {
      if (part.startsWith("*")) {
        parameters[part.slice(1) || "*"] = segments.slice(place).map(taken).join("/")
        return parameters
      }
      const segment = segments[place]
      if (segment === undefined) return undefined
      if (part.startsWith(":")) parameters[part.slice(1)] = taken(segment)
      else if (![segment, decode(segment)].some((text) => folded(text) === folded(part))) return undefined
    }
    return segments.length === parts.length ? parameters : undefined
  }
}

/** Whether a route takes more than one path. */
export const isPattern = (route: string) => route.split("/").some((part) => /^[:*]/.test(part))

/** The path that two spellings of one address share: with a slash before and none behind. */
export const bare = (path: string) => `/${path.replace(/^\/+|(?<!\/)\/+$/g, "")}`

const segmentsOf = (path: string) => path.split("/").filter((segment) => segment !== "")

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
