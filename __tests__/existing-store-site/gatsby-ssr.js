import { createGatsbySsr } from "gatsby-plugin-rtk-query/ssr"
import { serverOptions } from "./src/query-options.js"

const ssr = createGatsbySsr(serverOptions)

export const replaceRenderer = ssr.replaceRenderer
export const wrapRootElement = ssr.wrapRootElement
export const wrapPageElement = ssr.wrapPageElement
