/** An id in the address that names nothing. `suggestions` are ids that the visitor may have meant, best first. */
export class UnknownId extends Error {
  constructor(
    message: string,
    readonly suggestions: readonly string[],
  ) {
    super(message)
    this.name = "UnknownId"
  }
}
