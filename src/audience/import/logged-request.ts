/** What a line of a log stands for. */
export interface LoggedRequest {
  userAgent: string
  /** How many requests, or why that cannot be told; 1 where the line does not say. */
  visits: number | string
}
