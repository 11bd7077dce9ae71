import { createApi, extractRehydrationInfo, isomorphicBaseQuery } from "gatsby-plugin-rtk-query"
import type { Book, Shelf } from "./library"

/** What a query asks: the server answers by a function of that name, the browser asks the endpoint of that name. */
export interface Question {
  read: "books" | "book" | "shelf"
  parameters?: Record<string, string>
}

/** What a component gets as `error`. */
export interface QueryError {
  status: number
  detail: string
}

export const api = createApi({
  baseQuery: isomorphicBaseQuery<Question, QueryError>(),
  extractRehydrationInfo,
  // Seconds. A mounted query asks again after as long as a shared cache may keep the page that carried it, and Back
  // finds what it showed for longer.
  refetchOnMountOrArgChange: 300,
  refetchOnReconnect: true,
  keepUnusedDataFor: 900,
  endpoints: (build) => ({
    books: build.query<Pick<Book, "id" | "title">[], void>({ query: () => ({ read: "books" }) }),
    book: build.query<Book, string>({ query: (id) => ({ read: "book", parameters: { id } }) }),
    shelf: build.query<Shelf, string>({ query: (slug) => ({ read: "shelf", parameters: { slug } }) }),
  }),
})
