import { withPrefix } from "gatsby"
import { routes } from "../resources/routes"
import { api } from "./api"
import { fetchResource } from "./fetch-resource"
import { createTab } from "./ssr/gatsby-tab"

export const { onClientEntry, wrapRootElement, disableCorePrefetching } = createTab({
  api,
  ask: fetchResource({ routes, pathPrefix: withPrefix("/").replace(/\/$/, "") }),
  isPage: (pathname) => !/\/api\/|\.\w+$/.test(pathname),
})
