import { withPrefix } from "gatsby"
import { createApi, fetchBaseQuery } from "gatsby-plugin-rtk-query"
import type { Book, Shelf } from "./library"

/**
 * Each name is a function on the server and an endpoint of the API. A query calls the function on the server, and
 * requests the endpoint in the browser.
 */
export type ReadRequest = {
  name: "books" | "book" | "shelf"
  parameters?: Record<string, string>
}

const fetchJson = fetchBaseQuery({
  baseUrl: "/",
  // Bypasses the browser's HTTP cache, which may contain a response that is older than the page.
  cache: "no-cache",
})

export const api = createApi({
  baseQuery: ({ name, parameters }: ReadRequest, context, options) =>
    fetchJson({ url: withPrefix(`/api/${name}`), params: parameters }, context, options),
  // In seconds. A shared cache may keep the page that contains the query for the same time. `keepUnusedDataFor` is
  // longer, so that the cache still has the data after Back.
  refetchOnMountOrArgChange: 300,
  refetchOnReconnect: true,
  keepUnusedDataFor: 900,
  endpoints: (build) => ({
    books: build.query<Pick<Book, "id" | "title">[], void>({ query: () => ({ name: "books" }) }),
    book: build.query<Book, string>({ query: (id) => ({ name: "book", parameters: { id } }) }),
    shelf: build.query<Shelf, string>({ query: (slug) => ({ name: "shelf", parameters: { slug } }) }),
  }),
})
