import { createServerData } from "gatsby-plugin-server-data"
import { toHttpError } from "./http-errors"
import { prefetching } from "./prefetching"

/** `serverData(context, { query, cache, load })` of this site's pages: a store per request, and `prefetch` for `load`. */
export const serverData = createServerData({ extend: prefetching, toHttpError })
