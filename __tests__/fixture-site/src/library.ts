/** What stands here must not be found in the browser's bundles. */
export const secret = "known-to-the-server-alone"

export interface Book {
  id: string
  title: string
  /** When it was looked up: milliseconds since 1970. */
  at: number
}

export interface Shelf {
  slug: string
  note: string
  /** When it was looked up: milliseconds since 1970. */
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
