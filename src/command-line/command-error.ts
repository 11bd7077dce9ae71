/** A command that cannot do what it was asked for; its message is all that the caller is shown. */
export class CommandError extends Error {
  constructor(
    message: string,
    /** What the process ends with: 1 where something failed, 2 where the command was wrong. */
    readonly status: 1 | 2 = 1,
  ) {
    super(message)
    this.name = "CommandError"
  }
}
