import { createGatsbyBrowser } from "gatsby-plugin-rtk-query/browser"
import { api } from "./src/queries"

const queries = createGatsbyBrowser({ apis: [api] })

export const onClientEntry = queries.onClientEntry
export const wrapRootElement = queries.wrapRootElement
export const disableCorePrefetching = queries.disableCorePrefetching
