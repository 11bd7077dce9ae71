import type { EnginePath } from "./engine/engine-path"
import type { EnginePage } from "./engine/page-engine"

/** The address of a request without the path prefix. */
export type Address = {
  /** The percent-encoded path. */
  path: string
  decoded: string
  /** The query with its question mark, or an empty text. */
  search: string
  /** Whether this address is the target of a rewrite: a redirect with status 200, 404 or 410. */
  isRewritten: boolean
}

export type PageMatch = {
  kind: "page" | "page-data"
  page: EnginePage
  /** The percent-encoded path of the page. For page data, it has no slash at its start. */
  path: string
  enginePath: EnginePath
  /** The percent-encoded path of the request, and its query. */
  url: string
  /** The status of the response, if getServerData does not set another status. */
  status?: number
}

export type FileMatch = {
  kind: "file"
  file: string
  status?: number
  /** If the file contains page data: the status of that page. */
  pageStatus?: number
}

export type RouteMatch =
  | FileMatch
  | PageMatch
  /** `url`: after a rewrite, the path and query of its target, without the path prefix. */
  | { kind: "function"; url?: string }
  | { kind: "redirect"; to: string; status: number }
  | { kind: "bad-path" }
  | { kind: "not-found"; status?: number; reason?: string }
