/** An invalid audience parameter. The message describes valid values. */
export class InvalidAudience extends Error {
  constructor(
    readonly parameter: "audience" | "browsers" | "of",
    message: string,
  ) {
    super(message)
    this.name = "InvalidAudience"
  }
}
