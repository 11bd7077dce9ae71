/**
 * The error for a rejected write. The write is not authorized, has an outdated or missing revision, or exceeds a limit.
 * `status` is the HTTP status.
 */
export class WriteError extends Error {
  constructor(
    readonly status: 401 | 403 | 412 | 428 | 429,
    message: string,
    /** Seconds until the client may try again. */
    readonly retryAfter?: number,
  ) {
    super(message)
    this.name = "WriteError"
  }
}
