import type { Problem } from "../resources/resource-error"

type Of<Status extends Problem["status"]> = Extract<Problem, { status: Status }>

/** Why a query has no data: what the API says as application/problem+json, on both sides. */
export interface QueryError
  extends Partial<
    Pick<Of<400>, "errors"> &
      Pick<Of<404>, "suggestions"> &
      Pick<Of<410>, "successors"> &
      Pick<Of<301>, "movedTo">
  > {
  /** HTTP's, and 0 where no answer came: the visitor is offline, or the server is. */
  status: number
  title?: string
  detail: string
}
