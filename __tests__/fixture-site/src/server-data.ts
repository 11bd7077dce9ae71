import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { createServerData, notFound } from "gatsby-plugin-server-data"
import { findBook, findShelf, listBooks } from "./library"
import { api, type ReadRequest } from "./queries"

/** An error of the site's domain, which `toHttpError` maps. */
export class Missing extends Error {}

const reads = {
  books: () => listBooks(),
  book: ({ id = "" }) => findBook(id),
  shelf: ({ slug = "" }) => findShelf(slug),
}

/** Reads in this process, without HTTP. */
export const baseQuery = async ({ name, parameters = {} }: ReadRequest) => ({
  data: await reads[name](parameters),
})

export const serverData = createServerData({
  toHttpError: (error) => (error instanceof Missing ? notFound({ detail: error.message }) : undefined),
  extend: createPrefetcher({ apis: [api], baseQueries: { api: () => baseQuery } }),
})
