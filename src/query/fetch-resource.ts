import type { Ask } from "gatsby-plugin-rtk-query"
import { madeAt } from "gatsby-plugin-rtk-query"
import type { QueryError } from "./query-error"
import type { ResourceArguments, ResourceRequest, Write } from "./resource-api"

export interface FetchResourceOptions {
  /** name → URL template (RFC 6570, level 1). */
  routes: Readonly<Record<string, string>>
  /** The site's path prefix, without a slash at its end. */
  pathPrefix: string
}

/**
 * Asks the JSON API, from the browser. What is answered without a body (204) is null.
 *
 * The browser's own cache is not to answer by itself: it would do so with what a shared cache alone may show while it
 * fetches a newer one (stale-while-revalidate).
 */
export function fetchResource({
  routes,
  pathPrefix,
}: FetchResourceOptions): Ask<ResourceRequest, QueryError> {
  return async ({ resource, args, write }, { signal }) => {
    let response: Response
    try {
      response = await fetch(pathPrefix + urlOf(routes[resource] ?? "", args), {
        ...optionsOf(write),
        cache: "no-cache",
        signal,
      })
    } catch (thrown) {
      return failure(thrown, { status: 0, detail: "There is no connection to the server. Try again." })
    }
    try {
      const body = response.status === 204 ? null : ((await response.json()) as unknown)
      if (response.ok) return { data: body, meta: madeAt(response) }
      return { error: { detail: "", ...(body as Partial<QueryError>), status: response.status } }
    } catch (thrown) {
      return failure(thrown, {
        status: response.status,
        detail: `The server did not answer properly (${response.status}). Try again.`,
      })
    }
  }
}

function optionsOf({ method, headers, body }: Partial<Write> = {}): RequestInit {
  const accept = { accept: "application/json", ...headers }
  if (body === undefined) return { method, headers: accept }
  return { method, headers: { ...accept, "content-type": "application/json" }, body: JSON.stringify(body) }
}

const failure = (thrown: unknown, error: QueryError) => ({ error, meta: { thrown } })

/**
 * The URL that a template and arguments make: those that it names go into the path, the others into the query,
 * in alphabetical order, so that one question has one URL. What is undefined is left out.
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

/** Everything but RFC 3986's unreserved characters, as level 1 of RFC 6570 wants it. */
function encode(value: string) {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
