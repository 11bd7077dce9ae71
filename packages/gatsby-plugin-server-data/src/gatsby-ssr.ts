export { escapePageData } from "./escape-page-data"
export { createWrapPageElement } from "./wrap-page-element"
