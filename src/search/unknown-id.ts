/**
 * The error for an id that no feature, browser or other item has. `suggestions` are the ids that the visitor may have
 * meant, best first.
 */
export class UnknownId extends Error {
  constructor(
    message: string,
    readonly suggestions: readonly string[],
  ) {
    super(message)
    this.name = "UnknownId"
  }
}
