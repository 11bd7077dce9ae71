/** The names and the types of the data of the pages below `/walk`. Endpoints import no other part of the slice. */
export const resources = [
  "plain",
  "collected",
  "unkept",
  "me",
  "feed",
  "merged",
  "archive",
  "counter",
  "live",
  "cached",
] as const

export type Resource = (typeof resources)[number]
export type ListName = "feed" | "merged" | "archive"

export type Versioned = { version: number; text: string }
export type Me = { version: number; user: string | null; note: string }
export type Counter = { version: number; likes: number; isOptimistic?: true }
export type ListPage = { rows: { id: number; version: number }[]; next: number | null }
export type WalkData = Versioned | Me | Counter | ListPage

export type Change = {
  resource: Resource
  /** Whether the server responds with 500 and changes nothing. */
  fails?: boolean
  /** Milliseconds that the server waits before the change. */
  delayMs?: number
}

export const pageNames = [
  "plain",
  "collected",
  "unkept",
  "me",
  "feed",
  "merged",
  "archive",
  "counter",
  "live",
  "cached",
  "all",
] as const

export type PageName = (typeof pageNames)[number]

/** Seconds for which the shared cache keeps a cached page or a cached response. */
export const cachedForSeconds = 5
