/** A test checks that the browser's bundles do not contain this text. */
export const secret = "only-on-the-server"

export type Book = {
  id: string
  title: string
  /** The time of the read: milliseconds since 1970. */
  at: number
}

export type Shelf = {
  slug: string
  note: string
  /** The time of the read: milliseconds since 1970. */
  at: number
}

export const listBooks = (): Pick<Book, "id" | "title">[] =>
  Array.from({ length: 50 }, (_, index) => ({ id: `b${index}`, title: `Book ${index}` }))

export function findBook(id: string): Book {
  if (id === "flaky" || id === "none") throw new Error(secret)
  return { id, title: `Book ${id}`, at: Date.now() }
}

export const findShelf = (slug: string): Shelf => ({
  slug,
  note: "</script><script>window.injected = true</script><!--",
  at: Date.now(),
})
