/** Parses the result of a page's `load`. The result is props, or it has Gatsby's form `{ props, headers, status }`. */
import { type RedirectStatus, redirect } from "./http-error"
import { type OutgoingHeaders, outgoingHeaders } from "./outgoing-headers"
import { isPlain, typeName } from "./serializable"
import { withoutPathPrefix } from "./site-path"

export type PageResult = { props: object; headers: OutgoingHeaders; status?: number }

/** The result of getServerData as Gatsby documents it. */
type GatsbyResult = { props?: object | null; headers?: object | null; status?: number }

/**
 * Accepts props, or `{ props, headers, status }`. `headers` may contain a `status` too, because an older page of
 * Gatsby's documentation shows this form.
 * @throws HttpError a redirect, if the status is 301, 302, 307 or 308
 * @throws TypeError for an invalid result
 */
export function parseLoadResult(result: unknown): PageResult {
  if (result === undefined || result === null) return { props: {}, headers: {} }
  if (typeof result !== "object" || !isPlain(result)) {
    throw new TypeError(`load must return a plain object of props, not ${typeName(result)}.`)
  }
  if (!isGatsbyResult(result)) return { props: result, headers: {} }
  const props = result.props ?? {}
  if (!isPlain(props)) {
    throw new TypeError(`load returned props that are not a plain object, but ${typeName(props)}.`)
  }
  const { status: statusInHeaders, ...headers } = outgoingHeaders(result.headers ?? {}, "load returned")
  const status = result.status ?? (statusInHeaders === undefined ? undefined : Number(statusInHeaders))
  if (status === undefined) return { props, headers }
  if (!(Number.isInteger(status) && status >= 200 && status <= 599)) {
    throw new TypeError(
      `load returned the status ${status}; it must be a whole number from 200 to 599. To return a prop of this name, write { props: { status } }.`,
    )
  }
  if (status >= 300 && status < 400) throw redirectOf(status, headers)
  return { props, headers, status }
}

/**
 * Whether the result has Gatsby's form: only these three keys, with values of the documented types. Any other object
 * contains the props.
 */
function isGatsbyResult(result: object): result is GatsbyResult {
  const keys = Object.keys(result)
  if (!keys.length || keys.some((key) => !["props", "headers", "status"].includes(key))) return false
  const { props = {}, headers = {}, status = 200 } = result as Record<string, unknown>
  return typeof props === "object" && typeof headers === "object" && typeof status === "number"
}

function redirectOf(status: number, { location, ...headers }: OutgoingHeaders) {
  if (![301, 302, 307, 308].includes(status) || typeof location !== "string") {
    throw new TypeError(
      `load returned the status ${status} with ${location === undefined ? "no location" : `the location ${JSON.stringify(location)}`}. ` +
        "A redirect needs the status 301, 302, 307 or 308 and one location, a path of this site. " +
        "Use 302 instead of 303; the host sends 304 by itself, from the ETag.",
    )
  }
  return redirect(withoutPathPrefix(location), status as RedirectStatus, { headers })
}
