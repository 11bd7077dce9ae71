/** No region and no saved audience has this id. */
export class UnknownAudience extends Error {
  constructor(
    readonly id: string,
    /** The parameter that contains the id. */
    readonly parameter: "audience" | "vs" = "audience",
  ) {
    super(`There is no audience “${id.slice(0, 100)}”.`)
    this.name = "UnknownAudience"
  }
}
