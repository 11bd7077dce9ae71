import { createEndpoint, type Endpoint } from "gatsby-plugin-server-data/endpoint"
import type { Resource } from "#resources/resource"
import { figuresPolicy } from "./cache-policies"
import { toHttpError } from "./http-errors"

/** Creates an endpoint of this site: `endpoint({ query, cache, load, writes })`. */
export const endpoint = createEndpoint({ toHttpError })

/**
 * Creates the Gatsby Function of a resource. The resource receives the query and the path's parameters. The response is
 * JSON.
 */
export function serve({ parameters, resolve }: Pick<Resource, "parameters" | "resolve">): Endpoint {
  return endpoint({
    query: parameters,
    cache: ({ query }) => figuresPolicy({ query: query as { audience?: string } }),
    load: ({ query, params }) => resolve({ ...(query as object), ...params } as never),
  })
}
