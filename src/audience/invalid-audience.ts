export class InvalidAudience extends Error {
  constructor(
    readonly parameter: "audience" | "browsers" | "of",
    message: string,
  ) {
    super(message)
    this.name = "InvalidAudience"
  }
}
