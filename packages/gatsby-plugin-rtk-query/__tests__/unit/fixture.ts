import { resolveResource } from "../../../../src/query/resolve-resource"
import { createResourceApi } from "../../../../src/query/resource-api"
import { ResourceError } from "../../../../src/resources/resource-error"

/** Reads of a small site of its own, so that no test here depends on what features there are. */
export const routes = { books: "/api/books", book: "/api/books/{id}", shelf: "/api/shelves/{slug}" }

/** How often each was asked, by name and arguments. */
export const asked: string[] = []

const note = (name: string, args: object) => asked.push(`${name} ${JSON.stringify(args)}`)

export const resources = {
  books: {
    async resolve(args: { q?: string; shelf?: string }) {
      note("books", args)
      await Promise.resolve()
      return { shelf: args.shelf ?? "all", items: ["a", "b", "c"].map((id) => ({ id, title: `Book ${id}` })) }
    },
  },
  book: {
    resolve(args: { id: string }) {
      note("book", args)
      if (args.id === "none")
        throw new ResourceError({ status: 404, detail: "No such book.", suggestions: ["a"] })
      if (args.id === "broken") throw new TypeError("a secret of the server")
      return { id: args.id, title: `Book ${args.id}`, next: args.id === "a" ? "b" : "c" }
    },
  },
  shelf: {
    resolve(args: { slug: string }) {
      note("shelf", args)
      return { slug: args.slug, books: 3 }
    },
  },
}

export const api = createResourceApi<typeof resources>(routes)
export const ask = resolveResource(resources)
