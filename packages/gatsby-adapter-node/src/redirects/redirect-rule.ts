import type { HostedRedirect } from "../manifest"
import { decode, type RouteParameters, routePattern } from "../route-pattern"

export type RedirectRule = {
  status: number
  /**
   * Returns the target for a request, or undefined if the redirect does not apply.
   * @param path the percent-encoded path without the path prefix
   * @param search the query with its question mark, or an empty text
   */
  follow(path: string, search: string): string | undefined
}

/**
 * Compiles a redirect. In the target, values of the request replace the placeholders. A target without a query receives
 * the query of the request, except the parameters that the redirect requires.
 */
export function redirectRule({ from, query = [], to, status, ignoreCase }: HostedRedirect): RedirectRule {
  const match = routePattern(from, { ignoreCase, decoded: false })
  const fill = targetTemplate(to)
  const names = new Set(query.map(([name]) => name))
  return {
    status,
    follow(path, search) {
      const parameters = match(path)
      const values = parameters && matchQuery(query, search)
      return values && fill(parameters, values, () => withoutParameters(search, names))
    },
  }
}

/** Returns the values of the placeholders in the query. Returns undefined if the query lacks a required parameter. */
function matchQuery(
  conditions: readonly (readonly [name: string, value: string])[],
  search: string,
): Map<string, string> | undefined {
  const values = new Map<string, string>()
  if (conditions.length === 0) return values
  const given = new URLSearchParams(search)
  for (const [name, wanted] of conditions) {
    const [first] = given.getAll(name)
    if (first === undefined) return undefined
    if (wanted.startsWith(":")) values.set(wanted.slice(1), first)
    else if (!given.getAll(name).includes(wanted)) return undefined
  }
  return values
}

type FillTarget = (parameters: RouteParameters, values: Map<string, string>, rest: () => string) => string

function targetTemplate(to: string): FillTarget {
  const [, host = "", path = "", query, fragment = ""] =
    /^([a-z][a-z\d+.-]*:(?:\/\/[^/?#]*)?)?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(to) ?? []
  return (parameters, values, rest) => {
    const splat = Object.entries(parameters).find(([name]) => name === "*")?.[1]
    // Values from the path are percent-encoded. Values from the query are not.
    const inPath = (name: string) => {
      const value = values.get(name)
      if (value !== undefined) return encodeURIComponent(value)
      return name === "splat" ? (parameters.splat ?? splat) : parameters[name]
    }
    const inQuery = (name: string) => {
      const value = values.get(name) ?? inPath(name)
      return value === undefined ? undefined : encodeURIComponent(values.has(name) ? value : decode(value))
    }
    const filledPath = fillPlaceholders(path, inPath).replace(/\*$/, () => splat ?? "")
    const filledQuery = query === undefined ? rest() : fillPlaceholders(query, inQuery)
    return host + filledPath + filledQuery + fragment
  }
}

const fillPlaceholders = (text: string, valueNamed: (name: string) => string | undefined) =>
  text.replace(/:([A-Za-z_]\w*)/g, (placeholder, name: string) => valueNamed(name) ?? placeholder)

function withoutParameters(search: string, names: ReadonlySet<string>): string {
  if (names.size === 0) return search
  const kept = search
    .slice(1)
    .split("&")
    .filter((part) => part !== "" && ![...new URLSearchParams(part).keys()].some((name) => names.has(name)))
  return kept.length > 0 ? `?${kept.join("&")}` : ""
}
