/** No region and no saved audience has this id. */
export class UnknownAudience extends Error {
  constructor(readonly id: string) {
    super(`There is no audience “${id.slice(0, 100)}”.`)
    this.name = "UnknownAudience"
  }
}
