/** A value of a parameter is not valid. `message` says what is. */
export class InvalidParameter extends Error {
  constructor(
    readonly parameter: string,
    message: string,
  ) {
    super(message)
    this.name = "InvalidParameter"
  }
}
