import "./src/styles/global.css"
import { acceptEncodedPaths, installRedirects } from "gatsby-plugin-server-data/client"
import { onClientEntry as startQueries } from "./src/query/gatsby-browser"
import { arrive, watchNavigations } from "./src/site/navigations"

export { disableCorePrefetching, wrapRootElement } from "./src/query/gatsby-browser"
export { wrapPageElement } from "./src/site/wrap-page"

export const onClientEntry = () => {
  acceptEncodedPaths()
  startQueries()
}

export const onInitialClientRender = () => {
  installRedirects()
  watchNavigations()
}

export const onRouteUpdate = arrive
