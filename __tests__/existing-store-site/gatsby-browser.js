import { createGatsbyBrowser } from "gatsby-plugin-rtk-query/browser"
import { booksApi } from "./src/store/books-api.js"
import { makeStore } from "./src/store/make-store.js"
import { reviewsApi } from "./src/store/reviews-api.js"

const browser = createGatsbyBrowser({ apis: [booksApi, reviewsApi], makeStore })

export const onClientEntry = browser.onClientEntry
export const wrapRootElement = browser.wrapRootElement
export const disableCorePrefetching = browser.disableCorePrefetching
