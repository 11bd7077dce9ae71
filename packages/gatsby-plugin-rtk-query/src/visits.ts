/**
 * Passes the visitor's headers from getServerData to rendering. Gatsby renders a page after getServerData, but does not
 * pass the request to rendering. It passes only the page's props, as JSON. So the props of a visit contain an id, with
 * which rendering finds the headers. Rendering removes the id before Gatsby writes the props into the HTML.
 */
import { NotSentError } from "./query-failure"

/**
 * The headers of a visit are removed after this time if its page is not rendered, for example after a failed page
 * query.
 */
const lifetimeMs = 60_000

type Visits = Map<string, { headers: Headers; expiresAt: number }>

/**
 * The process has one map of visits under this key, because getServerData and gatsby-ssr may be in different bundles.
 */
const key = Symbol.for("gatsby-plugin-rtk-query.visits")
const visits = () => {
  const shared = globalThis as { [key]?: Visits }
  shared[key] ??= new Map()
  return shared[key]
}

/** Stores the headers of a visit, and returns the visit's id, for `takeVisit`. */
export function rememberVisit(headers: Headers): string {
  const now = performance.now()
  for (const [id, { expiresAt }] of visits()) {
    if (expiresAt > now) break
    visits().delete(id)
  }
  const id = crypto.randomUUID()
  visits().set(id, { headers, expiresAt: now + lifetimeMs })
  return id
}

/** Removes the id of the visit from the props, and returns the visitor's headers. */
export function takeVisit(props: { visitId?: string } | null | undefined): Headers | undefined {
  if (!props?.visitId) return undefined
  const { visitId } = props
  delete props.visitId
  const visit = visits().get(visitId)
  visits().delete(visitId)
  return visit?.headers
}

function refuse(): never {
  throw new NotSentError(
    "There is no visitor's request here, so its headers cannot be read: the page is prerendered, an error page, or does not use gatsby-plugin-server-data. The browser requests the query.",
  )
}

/**
 * Used as headers if the visitor's request is not known. Reading a header throws, so that no query runs without its
 * header.
 */
export class UnknownHeaders extends Headers {
  override get = refuse
  override has = refuse
  override forEach = refuse
  override entries = refuse
  override keys = refuse
  override values = refuse
  override [Symbol.iterator] = refuse
}
