import { createGatsbyBrowser } from "gatsby-plugin-rtk-query/browser"
import { api } from "./src/queries"

const browser = createGatsbyBrowser({ apis: [api] })

export const onClientEntry = browser.onClientEntry
export const wrapRootElement = browser.wrapRootElement
export const disableCorePrefetching = browser.disableCorePrefetching
