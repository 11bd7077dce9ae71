/** A file that cannot be imported. Its message is for the person who chose it: what was found, and what is taken. */
export class UnreadableImport extends Error {
  constructor(message: string) {
    super(message)
    this.name = "UnreadableImport"
  }
}
