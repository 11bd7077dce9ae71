import "./src/styles/global.css"
import { arrive, watchNavigations } from "./src/navigations"
import { onClientEntry as startQueries } from "./src/query/gatsby-browser"
import { acceptEncodedPaths, installRedirects } from "./src/server-data/client"

export { disableCorePrefetching, wrapRootElement } from "./src/query/gatsby-browser"
export { wrapPageElement } from "./src/site"

export const onClientEntry = () => {
  acceptEncodedPaths()
  startQueries()
}

export const onInitialClientRender = () => {
  installRedirects()
  watchNavigations()
}

export const onRouteUpdate = arrive
