import { withPrefix } from "gatsby"
import { createApi, fetchBaseQuery } from "gatsby-plugin-rtk-query"
import type { Book, Shelf } from "./library"

/** A query calls a function of this name on the server, and the endpoint of this name in the browser. */
export type ReadRequest = {
  name: "books" | "book" | "shelf"
  parameters?: Record<string, string>
}

const fetchJson = fetchBaseQuery({
  baseUrl: "/",
  // The browser's own cache may have a response that is older than the page.
  cache: "no-cache",
})

export const api = createApi({
  baseQuery: ({ name, parameters }: ReadRequest, context, options) =>
    fetchJson({ url: withPrefix(`/api/${name}`), params: parameters }, context, options),
  // Seconds: as long as a shared cache may keep the page that contains the query. Back finds the data for longer.
  refetchOnMountOrArgChange: 300,
  refetchOnReconnect: true,
  keepUnusedDataFor: 900,
  endpoints: (build) => ({
    books: build.query<Pick<Book, "id" | "title">[], void>({ query: () => ({ name: "books" }) }),
    book: build.query<Book, string>({ query: (id) => ({ name: "book", parameters: { id } }) }),
    shelf: build.query<Shelf, string>({ query: (slug) => ({ name: "shelf", parameters: { slug } }) }),
  }),
})
