import "./src/styles/global.css"
import { arrive, watchNavigations } from "./src/app/navigations"

export { wrapPageElement } from "./src/app/wrap-page"
export { disableCorePrefetching, onClientEntry, wrapRootElement } from "./src/query/gatsby-browser"

export const onInitialClientRender = watchNavigations

export const onRouteUpdate = arrive
