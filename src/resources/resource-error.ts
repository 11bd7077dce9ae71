export type Problem =
  | { status: 400; detail: string; errors: { parameter: string; message: string }[] }
  | { status: 404; detail: string; suggestions: string[] }
  | { status: 410; detail: string; successors: string[] }
  | { status: 301; detail: string; movedTo: string }
  /** A write without authorization, to an outdated revision, or with a body that is too large. */
  | { status: 401 | 403 | 412 | 413 | 428; detail: string }
  /** `retryAfter` in seconds. */
  | { status: 429; detail: string; retryAfter: number }

/** An error that a resource reports to the client. `src/query` maps it to an HTTP error. */
export class ResourceError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail)
    this.name = "ResourceError"
  }
}

export function invalidParameter(parameter: string, message: string): ResourceError {
  return new ResourceError({ status: 400, detail: message, errors: [{ parameter, message }] })
}
