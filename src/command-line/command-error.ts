/** A command that failed. The caller sees only the message. */
export class CommandError extends Error {
  constructor(
    message: string,
    /** The exit status: 1 for a failure, 2 for a wrong command. */
    readonly status: 1 | 2 = 1,
  ) {
    super(message)
    this.name = "CommandError"
  }
}
