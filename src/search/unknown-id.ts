/** No item has this id. `suggestions` are the ids of items that the visitor may have meant, best first. */
export class UnknownId extends Error {
  constructor(
    message: string,
    readonly suggestions: readonly string[],
  ) {
    super(message)
    this.name = "UnknownId"
  }
}
