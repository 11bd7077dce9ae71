import { fetchResource } from "../../../src/query/fetch-resource"
import { createTab } from "../../../src/query/ssr/gatsby-tab"
import { api, routes } from "./api"

export const { disableCorePrefetching, onClientEntry, wrapRootElement } = createTab({
  api,
  ask: fetchResource({ routes, pathPrefix: "" }),
  restampAfter: 150_000,
  isPage: (pathname) => !pathname.startsWith("/api/"),
})
