import { createGatsbyBrowser } from "gatsby-plugin-rtk-query/browser"
import { booksApi } from "./src/store/books-api"
import { makeStore } from "./src/store/make-store"
import { reviewsApi } from "./src/store/reviews-api"

const browser = createGatsbyBrowser({ apis: [booksApi, reviewsApi], makeStore })

export const onClientEntry = browser.onClientEntry
export const wrapRootElement = browser.wrapRootElement
export const disableCorePrefetching = browser.disableCorePrefetching
