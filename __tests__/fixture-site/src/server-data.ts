import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { createServerData, notFound } from "gatsby-plugin-server-data"
import { type CaseRequest, readCase } from "./case-data"
import { casesApi } from "./case-queries"
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
const baseQuery = async ({ name, parameters = {} }: ReadRequest) => ({
  data: await reads[name](parameters),
})

/** The options of both server entries. */
export const queryOptions = {
  apis: [api, casesApi],
  baseQueries: {
    api: () => baseQuery,
    cases:
      ({ headers }: { headers: Headers }) =>
      async (request: CaseRequest) => ({ data: readCase(request, () => headers.get("cookie")) }),
  },
}

export const serverData = createServerData({
  toHttpError: (error) => (error instanceof Missing ? notFound({ detail: error.message }) : undefined),
  extend: createPrefetcher(queryOptions),
})
