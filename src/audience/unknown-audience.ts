/** An id that names neither a region nor a saved audience. */
export class UnknownAudience extends Error {
  constructor(readonly id: string) {
    super(`There is no audience “${id.slice(0, 100)}”.`)
    this.name = "UnknownAudience"
  }
}
