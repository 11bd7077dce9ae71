import { withPrefix } from "gatsby"
import { createTab } from "gatsby-plugin-rtk-query/browser"
import { routes } from "../resources/routes"
import { api } from "./api"
import { fetchResource } from "./fetch-resource"

export const { onClientEntry, wrapRootElement, disableCorePrefetching } = createTab({
  api,
  ask: fetchResource({ routes, pathPrefix: withPrefix("/").replace(/\/$/, "") }),
  isPage: (pathname) => !/\/api\/|\.\w+$/.test(pathname),
})
