import { createApi, fetchBaseQuery } from "gatsby-plugin-rtk-query"
import type { Book } from "./books"

export const api = createApi({
  baseQuery: fetchBaseQuery({ baseUrl: "/api/" }),
  endpoints: (build) => ({
    book: build.query<Book, string>({ query: (id) => `books/${id}` }),
  }),
})

export const { useBookQuery } = api
