/** The error for an id that neither a region nor a saved audience has. */
export class UnknownAudience extends Error {
  constructor(
    readonly id: string,
    /** The parameter of the request that contains the id. */
    readonly parameter: "audience" | "vs" = "audience",
  ) {
    super(`There is no audience “${id.slice(0, 100)}”.`)
    this.name = "UnknownAudience"
  }
}
