import { configureStore, createListenerMiddleware } from "@reduxjs/toolkit"
import { booksApi } from "./books-api.js"
import { reviewsApi } from "./reviews-api.js"
import { notices, visitor } from "./slices.js"

/** @type {import("@reduxjs/toolkit").ThunkAction<void, unknown, { language: string }, import("@reduxjs/toolkit").Action>} */
const thank = (dispatch, _getState, { language }) => {
  dispatch(notices.actions.noticeShown(language === "en" ? "Thank you" : "Danke"))
}

export function makeStore() {
  const listener = createListenerMiddleware()
  listener.startListening({
    matcher: reviewsApi.endpoints.addReview.matchFulfilled,
    effect: (_action, { dispatch }) => {
      dispatch(/** @type {any} */ (thank))
    },
  })
  return configureStore({
    reducer: {
      [booksApi.reducerPath]: booksApi.reducer,
      [reviewsApi.reducerPath]: reviewsApi.reducer,
      visitor: visitor.reducer,
      notices: notices.reducer,
    },
    middleware: (defaults) =>
      defaults({ thunk: { extraArgument: { language: "en" } } })
        .prepend(listener.middleware)
        .concat(booksApi.middleware, reviewsApi.middleware),
  })
}
