import type { BaseQueryFn } from "gatsby-plugin-rtk-query"
import type { QueryError } from "./query-error"
import type { ResourceArguments, ResourceRequest, Write } from "./resource-api"

export type FetchResourceOptions = {
  /** Maps the name of a resource to its URL template (RFC 6570, level 1). */
  routes: Readonly<Record<string, string>>
  /** Adds the site's path prefix to a path. Pass Gatsby's `withPrefix`. */
  withPrefix(path: string): string
}

/** The base query of resources. */
export type ResourceBaseQuery = BaseQueryFn<
  ResourceRequest,
  unknown,
  QueryError,
  object,
  { response?: Response }
>

/**
 * Creates the base query that requests the JSON API from the browser. For a response without a body (204), the data are
 * null. The base query returns errors and does not throw them. If the connection to the server fails, the error's
 * status is 0.
 */
export function fetchResource({ routes, withPrefix }: FetchResourceOptions): ResourceBaseQuery {
  return async ({ resource, args, write }, { signal }) => {
    let response: Response
    try {
      response = await fetch(withPrefix(urlOf(routes[resource] ?? "", args)), {
        ...optionsOf(write),
        // Makes the browser revalidate its cached response. Otherwise the browser would obey `stale-while-revalidate`,
        // which is meant for shared caches, and use old data.
        cache: "no-cache",
        signal,
      })
    } catch {
      return { error: { status: 0, detail: "There is no connection to the server. Try again." } }
    }
    const meta = { response }
    const { status } = response
    try {
      const body = status === 204 ? null : ((await response.json()) as unknown)
      if (response.ok) return { data: body, meta }
      return { error: { detail: "", ...(body as Partial<QueryError>), status }, meta }
    } catch {
      const detail = `The server sent an invalid response (status ${status}). Try again.`
      return { error: { status, detail }, meta }
    }
  }
}

function optionsOf({ method, headers, body }: Partial<Write> = {}): RequestInit {
  const accept = { accept: "application/json", ...headers }
  if (body === undefined) return { method, headers: accept }
  return { method, headers: { ...accept, "content-type": "application/json" }, body: JSON.stringify(body) }
}

/**
 * Expands a URL template. Arguments that are not in the template become query parameters. The parameters are sorted by
 * name, so that equal arguments have the same URL. Undefined values are omitted.
 */
export function urlOf(template: string, args: ResourceArguments): string {
  const rest = new Map(Object.entries(args).filter(([, value]) => value !== undefined))
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest.get(name) ?? "")
    rest.delete(name)
    return encode(value)
  })
  const query = [...rest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, String(value)])
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query)}`
}

/** Encodes all characters except the unreserved ones of RFC 3986, as RFC 6570 requires at level 1. */
function encode(value: string) {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
