export type LoggedRequest = {
  userAgent: string
  /** The number of requests, or the reason why it cannot be read. Default: 1. */
  visits: number | string
}
