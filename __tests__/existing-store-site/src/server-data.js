import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { createServerData } from "gatsby-plugin-server-data"
import { serverOptions } from "./query-options"

export const serverData = createServerData({ extend: createPrefetcher(serverOptions) })
