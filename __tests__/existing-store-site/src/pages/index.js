import * as React from "react"
import { Book } from "../book.js"
import { serverData } from "../server-data.js"
import { booksApi } from "../store/books-api.js"

export default function IndexPage() {
  return <Book id="1" />
}

/**
 * Prefetches the book. The reviews are collected while the page is rendered.
 * @param {import("gatsby").GetServerDataProps} context
 */
export async function getServerData(context) {
  return serverData(context, {
    async load({ prefetch }) {
      await prefetch(booksApi.endpoints.getBook.initiate("1"))
      return {}
    },
  })
}
