/** The error of a query in the browser. The API responds with this problem (RFC 9457). */
export type QueryError = {
  /** The HTTP status, or 0 without a response: the visitor or the server is offline. */
  status: number
  title?: string
  detail: string
  errors?: readonly { parameter: string; message: string }[]
  suggestions?: readonly string[]
  successors?: readonly string[]
}
