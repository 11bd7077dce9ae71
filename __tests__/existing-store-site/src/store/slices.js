import { createSlice } from "@reduxjs/toolkit"
import { reviewsApi } from "./reviews-api.js"

export const visitor = createSlice({
  name: "visitor",
  initialState: { reviews: 0 },
  reducers: {},
  extraReducers: (builder) => {
    builder.addMatcher(reviewsApi.endpoints.addReview.matchFulfilled, (state) => {
      state.reviews += 1
    })
  },
})

export const notices = createSlice({
  name: "notices",
  initialState: { text: "" },
  reducers: {
    noticeShown: (state, action) => {
      state.text = action.payload
    },
  },
})
