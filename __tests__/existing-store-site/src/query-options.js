import { findBook } from "./library.js"
import { booksApi } from "./store/books-api.js"
import { makeStore } from "./store/make-store.js"
import { reviewsApi } from "./store/reviews-api.js"

/** The options of the server. The reviews are requested as in the browser, by the slice's own base query. */
export const serverOptions = {
  apis: [booksApi, reviewsApi],
  makeStore,
  baseQueries: {
    /** @returns {import("gatsby-plugin-rtk-query").BaseQueryFn<string>} */
    books: () => (url) => ({ data: findBook(url.replace("books/", "")) }),
  },
}
