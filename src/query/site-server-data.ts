import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { createServerData } from "gatsby-plugin-server-data"
import { resources } from "#resources"
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

/** Pages of this site call `serverData(context, { query, cache, load })`. `load` receives `prefetch`. */
export const serverData = createServerData({ extend: prefetcher, toHttpError })
