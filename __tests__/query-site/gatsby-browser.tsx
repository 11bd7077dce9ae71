export { disableCorePrefetching, onClientEntry, wrapRootElement } from "./src/tab"
