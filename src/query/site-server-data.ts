import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { createServerData } from "gatsby-plugin-server-data"
import * as v from "valibot"
import { requireAudience } from "#audience/resolve-audience"
import { resources } from "#resources"
import { text } from "#resources/resource-parameters"
import { maxStackLength } from "#resources/stack-resource"
import { isStorageUnavailable } from "#storage/storage-unavailable"
import { api } from "./api"
import { toHttpError } from "./http-errors"
import { logFailure, resolveResource } from "./resolve-resource"

const baseQuery = resolveResource(resources)

/** Creates the `prefetch` function of one request. */
export const prefetcher = createPrefetcher({
  apis: [api],
  baseQueries: { api: () => baseQuery },
  onError: logFailure,
})

const withServerData = createServerData({ extend: prefetcher, toHttpError })

/**
 * Pages of this site call `serverData(context, { query, cache, load })`. `load` receives `prefetch`. If the parameter
 * `audience` is not a known audience, each page responds with 400, even a page without figures.
 */
export const serverData: typeof withServerData = (context, page) =>
  withServerData(context, {
    ...page,
    query: withStack(page.query),
    async load(request) {
      const { audience } = (request.query ?? {}) as { audience?: string }
      const { slug } = (request.params ?? {}) as { slug?: string }
      // A page about an audience checks itself whether the audience in its path exists.
      if (audience !== undefined && audience !== slug) await requireKnown(audience)
      return page.load(request)
    },
  })

async function requireKnown(audience: string): Promise<void> {
  await requireAudience(audience).catch((error) => {
    if (!isStorageUnavailable(error)) throw error
  })
}

/**
 * Without JavaScript, the links contain the visitor's stack as a parameter. So each page must accept this parameter.
 */
const carriedStack = v.optional(text(maxStackLength))

/**
 * Adds the parameter of the stack to the schema of a page. Returns the same object for each request of the page,
 * because gatsby-plugin-server-data stores data for each schema.
 */
function withStack<Schema>(schema: Schema): Schema {
  if (!isObjectSchema(schema)) return schema
  const extended = extendedSchemas.get(schema) ?? v.object({ features: carriedStack, ...schema.entries })
  extendedSchemas.set(schema, extended)
  return extended as Schema
}

const extendedSchemas = new WeakMap<object, object>()

const isObjectSchema = (schema: unknown): schema is v.ObjectSchema<v.ObjectEntries, undefined> =>
  typeof schema === "object" && schema !== null && "entries" in schema
