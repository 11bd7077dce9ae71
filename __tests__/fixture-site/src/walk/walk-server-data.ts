import type { GetServerDataProps } from "gatsby"
import { createPrefetcher, type Prefetch, type ServerRequest } from "gatsby-plugin-rtk-query/server"
import { type CachePolicy, createServerData } from "gatsby-plugin-server-data"
import * as v from "valibot"
import { type WalkRequest, walkApi } from "./walk-queries"
import { readWalk, userOf } from "./walk-state"

/**
 * Reads the data in this process, without HTTP. Only the query `me` reads the cookie, so only pages with this query are
 * private.
 */
export const walkBaseQuery =
  ({ headers }: ServerRequest) =>
  async (request: WalkRequest) => {
    if ("change" in request) throw new TypeError("The server changes nothing while it prepares a page.")
    const { read, page = 0 } = request
    return { data: readWalk(read, page, read === "me" ? userOf(headers.get("cookie")) : undefined) }
  }

const serverData = createServerData({
  extend: createPrefetcher({ apis: [walkApi], baseQueries: { walk: walkBaseQuery } }),
})

/**
 * Prepares a page whose address may have the parameter `tab`. For Gatsby's loader, each value of `tab` is another page,
 * but with the same queries.
 */
export const walkServerData = (
  context: GetServerDataProps,
  prefetchAll: (prefetch: Prefetch) => Promise<unknown>,
  cache?: CachePolicy,
) =>
  serverData(context, {
    query: v.object({ tab: v.optional(v.string(), "1") }),
    cache,
    async load({ query: { tab }, prefetch }) {
      await prefetchAll(prefetch)
      return { tab }
    },
  })
