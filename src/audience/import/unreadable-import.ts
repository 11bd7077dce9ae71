// Not instanceof: a page, a function and a worker are bundles of their own, each with a copy of this class.
const brand = Symbol.for("reachline.unreadable-import")

/** A file that cannot be imported. Its message is for the person who chose it: what was found, and what is taken. */
export class UnreadableImport extends Error {
  readonly [brand] = true

  constructor(message: string) {
    super(message)
    this.name = "UnreadableImport"
  }
}

export function isUnreadableImport(error: unknown): error is UnreadableImport {
  return typeof error === "object" && error !== null && brand in error
}
