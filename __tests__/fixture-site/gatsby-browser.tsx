import { createGatsbyBrowser } from "gatsby-plugin-rtk-query/browser"
import { casesApi } from "./src/case-queries"
import { api } from "./src/queries"
import { walkApi } from "./src/walk/walk-queries"

const queries = createGatsbyBrowser({ apis: [api, casesApi, walkApi] })

export const onClientEntry = queries.onClientEntry
export const wrapRootElement = queries.wrapRootElement
export const disableCorePrefetching = queries.disableCorePrefetching
