/** The error of a query in the browser. It contains the problem details (RFC 9457) with which the API responds. */
export type QueryError = {
  /** The HTTP status, or 0 without a response: the visitor or the server is offline. */
  status: number
  title?: string
  detail: string
  errors?: readonly { parameter: string; message: string }[]
  suggestions?: readonly string[]
  successors?: readonly string[]
}
