/** A file that cannot be imported. The message is for the user: the problem, and what is supported. */
export class UnreadableImport extends Error {
  constructor(message: string) {
    super(message)
    this.name = "UnreadableImport"
  }
}
