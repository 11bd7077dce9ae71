export type Problem =
  | { status: 400; detail: string; errors: { parameter: string; message: string }[] }
  | { status: 404; detail: string; suggestions: string[] }
  | { status: 410; detail: string; successors: string[] }
  /** The same thing has another id now. */
  | { status: 301; detail: string; movedTo: string }
  /** A write without the right, over a revision that is not the current one, or of too much. */
  | { status: 401 | 403 | 412 | 413 | 428; detail: string }
  /** Too often, or not now; `retryAfter` in seconds. */
  | { status: 429; detail: string; retryAfter: number }
  /** Without `retryAfter` where doing it again may do it twice. */
  | { status: 503; detail: string; retryAfter?: number }

export class ResourceError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail)
    this.name = "ResourceError"
  }
}

/** A parameter whose value is understood and cannot be answered; `message` says what would be right. */
export function invalidParameter(parameter: string, message: string): ResourceError {
  return new ResourceError({ status: 400, detail: message, errors: [{ parameter, message }] })
}
