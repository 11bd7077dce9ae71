import { withPrefix } from "gatsby"
import { createApi, fetchBaseQuery } from "gatsby-plugin-rtk-query"
import type { Book, Shelf } from "./library"

/** What a query requests: on the server a function of that name, in the browser the endpoint of that name. */
export type Question = {
  read: "books" | "book" | "shelf"
  parameters?: Record<string, string>
}

const fetchJson = fetchBaseQuery({
  baseUrl: "/",
  // The browser's own cache may have a response that is older than the page.
  cache: "no-cache",
})

export const api = createApi({
  baseQuery: ({ read, parameters }: Question, context, options) =>
    fetchJson({ url: withPrefix(`/api/${read}`), params: parameters }, context, options),
  // Seconds. A mounted query is requested again after as long as a shared cache may keep the page that contains it, and
  // Back finds its data for longer.
  refetchOnMountOrArgChange: 300,
  refetchOnReconnect: true,
  keepUnusedDataFor: 900,
  endpoints: (build) => ({
    books: build.query<Pick<Book, "id" | "title">[], void>({ query: () => ({ read: "books" }) }),
    book: build.query<Book, string>({ query: (id) => ({ read: "book", parameters: { id } }) }),
    shelf: build.query<Shelf, string>({ query: (slug) => ({ read: "shelf", parameters: { slug } }) }),
  }),
})
