import { createGatsbySsr } from "gatsby-plugin-rtk-query/ssr"
import { queryOptions } from "./src/server-data"

const ssr = createGatsbySsr(queryOptions)

export const replaceRenderer = ssr.replaceRenderer
export const wrapRootElement = ssr.wrapRootElement
export const wrapPageElement = ssr.wrapPageElement
