/** A parameter has an invalid value. `message` describes the valid values. */
export class InvalidParameter extends Error {
  constructor(
    readonly parameter: string,
    message: string,
  ) {
    super(message)
    this.name = "InvalidParameter"
  }
}
