// Each page and function is a separate bundle with its own copy of this class. `instanceof` fails for an error of
// another bundle, so errors are recognised by this symbol.
const brand = Symbol.for("reachline.storage-unavailable")

/**
 * The error if the database of saved audiences cannot be reached or is locked. `cause` is the error of the database.
 */
export class StorageUnavailable extends Error {
  readonly [brand] = true

  constructor(
    cause: unknown,
    /** Whether the change may have been saved, because the connection was lost during the commit. */
    readonly mayHaveSaved = false,
  ) {
    super(
      mayHaveSaved
        ? "The connection to the database was lost. Your change may have been saved: check before you try again."
        : "The database of saved audiences is not available. Try again later.",
      { cause },
    )
    this.name = "StorageUnavailable"
  }
}

export function isStorageUnavailable(error: unknown): error is StorageUnavailable {
  return typeof error === "object" && error !== null && brand in error
}
