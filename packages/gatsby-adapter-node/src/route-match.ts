import type { EnginePath } from "./engine/engine-path"
import type { EnginePage } from "./engine/page-engine"

/** The address of a request without the path prefix. */
export type Address = {
  /** The raw path. */
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
  /** The raw path of the page. The path of page data has no slash at its start. */
  path: string
  enginePath: EnginePath
  /** The raw path of the request and the query. */
  url: string
  /** The status of the page if getServerData does not set another one. */
  status?: number
}

export type FileMatch = {
  kind: "file"
  file: string
  status?: number
  /** The status of the page whose data the file contains. */
  pageStatus?: number
}

export type RouteMatch =
  | FileMatch
  | PageMatch
  /** `url`: the path and query of a rewrite, without the path prefix. */
  | { kind: "function"; url?: string }
  | { kind: "redirect"; to: string; status: number }
  | { kind: "bad-path" }
  | { kind: "not-found"; status?: number; reason?: string }
