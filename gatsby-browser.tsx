import "./src/styles/global.css"
import { arrive, watchNavigations } from "./src/site/navigations"

export { disableCorePrefetching, onClientEntry, wrapRootElement } from "./src/query/gatsby-browser"
export { wrapPageElement } from "./src/site/wrap-page"

export const onInitialClientRender = watchNavigations

export const onRouteUpdate = arrive
