import * as React from "react"
import { useSelector } from "react-redux"
import { useGetBookQuery } from "./store/books-api.js"
import { useAddReviewMutation, useGetReviewsQuery } from "./store/reviews-api.js"

/** @typedef {ReturnType<ReturnType<typeof import("./store/make-store.js").makeStore>["getState"]>} State */

/** @param {{ id: string }} props */
export function Book({ id }) {
  const { data: book } = useGetBookQuery(id)
  const { data: reviews } = useGetReviewsQuery(id)
  const [addReview] = useAddReviewMutation()
  const count = useSelector((/** @type {State} */ state) => state.visitor.reviews)
  const notice = useSelector((/** @type {State} */ state) => state.notices.text)
  return (
    <main>
      <h1>{book ? /** @type {{ title: string }} */ (book).title : "Loading the book"}</h1>
      <p id="reviews">{reviews ? /** @type {string[]} */ (reviews).join(", ") : "Loading the reviews"}</p>
      <p id="notice">{`${notice} ${count}`}</p>
      <button type="button" onClick={() => addReview({ book: id, text: "Good" })}>
        Add a review
      </button>
    </main>
  )
}
