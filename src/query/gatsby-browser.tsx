import { createGatsbyBrowser } from "gatsby-plugin-rtk-query/browser"
import { api } from "./api"

export const { onClientEntry, wrapRootElement, disableCorePrefetching } = createGatsbyBrowser({
  apis: [api],
})
