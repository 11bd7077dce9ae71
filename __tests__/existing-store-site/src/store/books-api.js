import { createApi, fetchBaseQuery } from "@reduxjs/toolkit/query/react"

export const booksApi = createApi({
  reducerPath: "books",
  baseQuery: fetchBaseQuery({ baseUrl: "/api/" }),
  endpoints: (build) => ({
    getBook: build.query({ query: (id) => `books/${id}` }),
  }),
})

export const { useGetBookQuery } = booksApi
