import { type BaseQueryFn, createApi } from "../../src"
import type { ServerOptions } from "../../src/store"

export type Question = {
  read: "books" | "book" | "shelf" | "rename"
  args: Record<string, string | undefined>
}
export type Book = { id: string; title: string; next: string }

/** An error class of a site. */
export class Missing extends Error {
  override name = "Missing"
}

/** The requests that the server has resolved, by name and arguments. */
export const requested: string[] = []

/** The server's base query. */
export const baseQuery: BaseQueryFn<Question> = async ({ read, args }) => {
  requested.push(`${read} ${JSON.stringify(args)}`)
  await Promise.resolve()
  return { data: read === "book" ? makeBook(args.id) : read === "shelf" ? { slug: args.slug, books: 3 } : [] }
}

function makeBook(id = ""): Book {
  if (id === "none") throw new Missing("No such book.")
  if (id === "broken") throw new TypeError("a secret of the server")
  return { id, title: `Book ${id}`, next: id === "a" ? "b" : "c" }
}

export const api = createApi({
  // This base query runs in the browser. `options` replaces it on the server.
  baseQuery: (async ({ read, args }) => {
    const response = await fetch(`/api/${read}?${new URLSearchParams(args as Record<string, string>)}`)
    return { data: await response.json(), meta: { response } }
  }) as BaseQueryFn<Question, unknown, unknown, object, { response?: Response }>,
  tagTypes: ["book"],
  refetchOnMountOrArgChange: 300,
  refetchOnReconnect: true,
  keepUnusedDataFor: 900,
  endpoints: (build) => ({
    books: build.query<Book[], { q?: string }>({ query: (args) => ({ read: "books", args }) }),
    book: build.query<Book, { id: string }>({
      query: (args) => ({ read: "book", args }),
      providesTags: (_book, _error, { id }) => [{ type: "book", id }],
    }),
    shelf: build.query<{ slug: string; books: number }, { slug: string }>({
      query: (args) => ({ read: "shelf", args }),
    }),
    rename: build.mutation<null, string>({
      query: (id) => ({ read: "rename", args: { id } }),
      // After an error, the book is requested again, because another visitor may have changed the book.
      invalidatesTags: (_saved, error, id) => (error ? [{ type: "book", id }] : []),
    }),
  }),
})

export const options: ServerOptions = { apis: [api], baseQueries: { api: () => baseQuery } }

/** Options with another base query on the server. */
export const withBaseQuery = (replaced: BaseQueryFn): ServerOptions => ({
  ...options,
  baseQueries: { api: () => replaced },
})

export const never: BaseQueryFn = () => new Promise(() => {})
