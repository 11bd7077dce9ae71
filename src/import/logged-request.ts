export type LoggedRequest = {
  userAgent: string
  /** The number of requests, or the reason why the number cannot be read. Default: 1. */
  visits: number | string
}
