/** What the pages call the levels of support, and visits without support data. */
export const supportNames = {
  full: "supported",
  partial: "partly supported",
  none: "not supported",
  unknown: "unknown",
} as const
