import "./src/styles/global.css"
import { disableCorePrefetching, onClientEntry, wrapRootElement } from "./src/query/gatsby-browser"
import { installRedirects } from "./src/server-data/client"
import { wrapPageElement } from "./src/site"

export { disableCorePrefetching, onClientEntry, wrapPageElement, wrapRootElement }

export const onInitialClientRender = installRedirects
