import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { createServerData } from "gatsby-plugin-server-data"
import { requireAudience } from "#audience/resolve-audience"
import { resources } from "#resources"
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
 * Pages of this site call `serverData(context, { query, cache, load })`. `load` receives `prefetch`. A page with an
 * unknown `audience` is 400, also if the page has no figures.
 */
export const serverData: typeof withServerData = (context, page) =>
  withServerData(context, {
    ...page,
    async load(request) {
      const { audience } = (request.query ?? {}) as { audience?: string }
      const { slug } = (request.params ?? {}) as { slug?: string }
      // A page about an audience reports itself whether the audience exists.
      if (audience !== undefined && audience !== slug) await requireKnown(audience)
      return page.load(request)
    },
  })

async function requireKnown(audience: string): Promise<void> {
  await requireAudience(audience).catch((error) => {
    if (!isStorageUnavailable(error)) throw error
  })
}
