import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { createServerData, notFound } from "gatsby-plugin-server-data"
import { findBook, findShelf, listBooks } from "./library"
import { api, type Question } from "./queries"

/** An error of the site's own, as a domain would throw it. */
export class Missing extends Error {}

const reads = {
  books: () => listBooks(),
  book: ({ id = "" }) => findBook(id),
  shelf: ({ slug = "" }) => findShelf(slug),
}

/** Reads in this process, without HTTP. `load` receives what it throws. */
export const baseQuery = async ({ read, parameters = {} }: Question) => ({
  data: await reads[read](parameters),
})

export const serverData = createServerData({
  toHttpError: (error) => (error instanceof Missing ? notFound({ detail: error.message }) : undefined),
  extend: createPrefetcher({ apis: [api], baseQueries: { api: () => baseQuery } }),
})
