/** The error of a command that failed. The user sees only the message. */
export class CommandError extends Error {
  constructor(
    message: string,
    /** The exit status: 1 for a failure, 2 for invalid arguments. */
    readonly status: 1 | 2 = 1,
  ) {
    super(message)
    this.name = "CommandError"
  }
}
