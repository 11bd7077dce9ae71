import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { createServerData, notFound } from "gatsby-plugin-server-data"
import { findBook, NoSuchBook } from "./books"
import { api } from "./queries"

export const queryOptions = {
  apis: [api],
  baseQueries: {
    api: () => async (url: string) => ({ data: findBook(url.replace("books/", "")) }),
  },
}

export const withServerData = createServerData({
  extend: createPrefetcher(queryOptions),
  toHttpError: (error) => (error instanceof NoSuchBook ? notFound({ detail: error.message }) : undefined),
})
