import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { createServerData } from "gatsby-plugin-server-data"
import { serverOptions } from "./query-options.js"

export const serverData = createServerData({ extend: createPrefetcher(serverOptions) })
