import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { createServerData } from "gatsby-plugin-server-data"
import { resources } from "#resources"
import { api } from "./api"
import { toHttpError } from "./http-errors"
import { logFailure, resolveResource } from "./resolve-resource"

const baseQuery = resolveResource(resources)

/** Prefetches queries for one request. */
export const prefetcher = createPrefetcher({
  apis: [api],
  baseQueries: { api: () => baseQuery },
  onError: logFailure,
})

/** `serverData(context, { query, cache, load })` of this site's pages, with `prefetch` for `load`. */
export const serverData = createServerData({ extend: prefetcher, toHttpError })
