/** The error for a file that cannot be imported. The user sees the message: the problem, and what is supported. */
export class UnreadableImport extends Error {
  constructor(message: string) {
    super(message)
    this.name = "UnreadableImport"
  }
}
