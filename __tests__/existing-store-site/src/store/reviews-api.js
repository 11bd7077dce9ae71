import { createApi, fetchBaseQuery } from "@reduxjs/toolkit/query/react"

const emptyApi = createApi({
  reducerPath: "reviews",
  // The reviews come from another server.
  baseQuery: fetchBaseQuery({ baseUrl: process.env.GATSBY_REVIEWS_URL ?? "http://reviews.example/" }),
  tagTypes: ["Reviews"],
  endpoints: () => ({}),
})

export const reviewsApi = emptyApi.injectEndpoints({
  endpoints: (build) => ({
    getReviews: build.query({ query: (book) => `reviews/${book}`, providesTags: ["Reviews"] }),
    addReview: build.mutation({
      query: ({ book, text }) => ({ url: `reviews/${book}`, method: "POST", body: { text } }),
      invalidatesTags: ["Reviews"],
    }),
  }),
})

export const { useGetReviewsQuery, useAddReviewMutation } = reviewsApi
