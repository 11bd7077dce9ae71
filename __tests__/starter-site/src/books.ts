export type Book = { id: string; title: string }

export class NoSuchBook extends Error {}

export function findBook(id: string): Book {
  if (id !== "7") throw new NoSuchBook(`There is no book ${id}.`)
  return { id, title: "Emma" }
}
