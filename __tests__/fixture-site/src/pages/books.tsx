import { type GetServerDataProps, Link } from "gatsby"
import React from "react"
import { api } from "../queries"
import { serverData } from "../server-data"

/** Prefetches its query. Shows links to 50 books. */
export default function Books() {
  const { data } = api.useBooksQuery()
  return (
    <main>
      <h1>Books</h1>
      <Link to="/prerendered">Prerendered</Link> <Link to="/forgetful">Forgetful</Link>
      <ul>
        {data?.map(({ id, title }) => (
          <li key={id}>
            <Link to={`/book?id=${id}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </main>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    async load({ prefetch }) {
      await prefetch(api.endpoints.books.initiate())
      return {}
    },
  })
}

export const Head = () => <title>Books</title>
