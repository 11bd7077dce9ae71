import { findBook } from "./library.js"
import { booksApi } from "./store/books-api.js"
import { makeStore } from "./store/make-store.js"
import { reviewsApi } from "./store/reviews-api.js"

/** The query options on the server. The reviews use the slice's own base query, as in the browser. */
export const serverOptions = {
  apis: [booksApi, reviewsApi],
  makeStore,
  baseQueries: {
    /** @returns {import("gatsby-plugin-rtk-query").BaseQueryFn<string>} */
    books: () => (url) => ({ data: findBook(url.replace("books/", "")) }),
  },
}
