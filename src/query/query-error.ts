/** The error of a query in the browser: the problem (RFC 9457) that the API responds with. */
export type QueryError = {
  /** HTTP status, or 0 without a response: the visitor or the server is offline. */
  status: number
  title?: string
  detail: string
  errors?: readonly { parameter: string; message: string }[]
  suggestions?: readonly string[]
  successors?: readonly string[]
}
