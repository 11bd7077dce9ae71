/** A choice of audience that names none, with the parameter to mend and what it takes. */
export class InvalidAudience extends Error {
  constructor(
    readonly parameter: "audience" | "browsers" | "of",
    message: string,
  ) {
    super(message)
    this.name = "InvalidAudience"
  }
}
