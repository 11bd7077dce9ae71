import type { Ask } from "gatsby-plugin-rtk-query"
import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { createServerData, notFound } from "gatsby-plugin-server-data"
import { findBook, findShelf, listBooks } from "./library"
import { api, type QueryError, type Question } from "./queries"

/** An error of the site's own, as a domain would throw it. */
export class Missing extends Error {}

const reads = {
  books: () => listBooks(),
  book: ({ id = "" }) => findBook(id),
  shelf: ({ slug = "" }) => findShelf(slug),
}

/** Answers in this process, without HTTP. What was thrown reaches `load` as it is, and no browser. */
export const ask: Ask<Question, QueryError> = async ({ read, parameters = {} }) => {
  try {
    return { data: await reads[read](parameters) }
  } catch (thrown) {
    return { error: { status: 500, detail: "Something went wrong." }, meta: { thrown } }
  }
}

export const serverData = createServerData({
  toHttpError: (error) => (error instanceof Missing ? notFound({ detail: error.message }) : undefined),
  extend: ({ signal }) => createPrefetcher({ api, ask }, signal),
})
