import type { GetServerDataProps } from "gatsby"
import React from "react"
import { api } from "../queries"
import { serverData } from "../server-data"

/** Prefetches nothing. The second query of the page needs the data of the first one. */
export default function Forgetful() {
  const book = api.useBookQuery("a")
  const shelf = api.useShelfQuery(book.data?.id ?? "", { skip: !book.data })
  return (
    <main>
      <h1>{book.data?.title ?? "Loading"}</h1>
      <h2>{shelf.data ? `Shelf ${shelf.data.slug}` : "Loading"}</h2>
      <p>{shelf.data?.note}</p>
    </main>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, { load: () => ({}) })
}

export const Head = () => <title>Forgetful</title>
