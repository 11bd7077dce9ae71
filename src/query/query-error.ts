import type { Problem } from "#resources/resource-error"

type Of<Status extends Problem["status"]> = Extract<Problem, { status: Status }>

/** The error of a query in the browser: the problem (RFC 9457) that the API responds with. */
export type QueryError = Partial<
  Pick<Of<400>, "errors"> &
    Pick<Of<404>, "suggestions"> &
    Pick<Of<410>, "successors"> &
    Pick<Of<301>, "movedTo">
> & {
  /** HTTP status, or 0 without a response: the visitor or the server is offline. */
  status: number
  title?: string
  detail: string
}
