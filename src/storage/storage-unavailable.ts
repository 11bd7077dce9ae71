// Not instanceof: pages and functions are bundles of their own, each with a copy of this file.
const brand = Symbol.for("reachline.storage-unavailable")

/** The database of saved audiences cannot be reached or is locked: not now. `cause` is what it said. */
export class StorageUnavailable extends Error {
  readonly [brand] = true

  constructor(
    cause: unknown,
    /** Whether it may have written what it was given: it was to commit it, and nobody knows what came of that. */
    readonly mayHaveSaved = false,
  ) {
    super(
      mayHaveSaved
        ? "The database of saved audiences does not answer any more, and may have saved this: look before you try again."
        : "The database of saved audiences is not available now.",
      { cause },
    )
    this.name = "StorageUnavailable"
  }
}

export function isStorageUnavailable(error: unknown): error is StorageUnavailable {
  return typeof error === "object" && error !== null && brand in error
}
