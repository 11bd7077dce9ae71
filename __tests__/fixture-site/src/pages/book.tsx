import { type GetServerDataProps, Link, type PageProps } from "gatsby"
import React from "react"
import * as v from "valibot"
import { api } from "../queries"
import { serverData } from "../server-data"

declare global {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface extends Window
  interface Window {
    /** The heading of each rendering, in order. */
    headings?: string[]
  }
}

/** Prefetches its query as optional. */
export default function Book({ serverData: { id } }: PageProps<object, object, unknown, { id: string }>) {
  const { data, isLoading, error, refetch } = api.useBookQuery(id)
  const heading = data ? data.title : isLoading ? "Loading" : "Failed"
  if (typeof window !== "undefined") window.headings = [...(window.headings ?? []), heading]
  return (
    <main>
      <h1>{heading}</h1>
      <p id="at">{data?.at}</p>
      {error ? (
        <button type="button" onClick={refetch}>
          Try again
        </button>
      ) : null}
      <Link to="/books">Books</Link>
    </main>
  )
}

export async function getServerData(context: GetServerDataProps) {
  return serverData(context, {
    query: v.object({ id: v.string() }),
    async load({ query: { id }, prefetch }) {
      await prefetch.optional(api.endpoints.book.initiate(id))
      return { id }
    },
  })
}

export const Head = () => <title>Book</title>
