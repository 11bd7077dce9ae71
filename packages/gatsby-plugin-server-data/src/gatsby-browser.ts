export { acceptEncodedPaths } from "./encoded-paths"
export { installRedirects } from "./redirects"
export { createWrapPageElement } from "./wrap-page-element"
