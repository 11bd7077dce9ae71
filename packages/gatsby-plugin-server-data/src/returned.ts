import type { OutgoingHeaders } from "./answer"
import { outcome, type RedirectStatus, redirect } from "./outcome"
import { isPlain, typeName } from "./serializable"
import { withoutPathPrefix } from "./site-path"

/** What `load` returned, taken apart. */
export type LoadResult = { props: object; headers: OutgoingHeaders; status?: number }

/** As Gatsby documents what getServerData returns. */
type Returned = { props?: object | null; headers?: object | null; status?: number }

/**
 * Props, or `{ props, headers, status }` as Gatsby documents; an old page of that documentation has the status in `headers`.
 * @throws Outcome a redirect in Gatsby's form
 * @throws TypeError for what is neither, with what would be right
 */
export function readReturned(result: unknown): LoadResult {
  if (result === undefined || result === null) return { props: {}, headers: {} }
  if (typeof result !== "object" || !isPlain(result)) {
    throw new TypeError(`load must return a plain object of props, not ${typeName(result)}.`)
  }
  if (!isReturned(result)) return { props: result, headers: {} }
  const props = result.props ?? {}
  if (!isPlain(props)) {
    throw new TypeError(`load returned props that are no plain object, but ${typeName(props)}.`)
  }
  const { status: statusInHeaders, ...headers } = outgoingHeaders(result.headers ?? {})
  const status = result.status ?? (statusInHeaders === undefined ? undefined : Number(statusInHeaders))
  if (status === undefined) return { props, headers }
  if (!(Number.isInteger(status) && status >= 200 && status <= 599)) {
    throw new TypeError(
      `load returned the status ${status}; it must be a whole number from 200 to 599. A prop of this name: { props: { status } }.`,
    )
  }
  if (status >= 300 && status < 400) throw redirectOf(status, headers)
  return { props, headers, status }
}

/** An object of nothing but these three; whatever else has one of them is props. */
function isReturned(result: object): result is Returned {
  const keys = Object.keys(result)
  if (!keys.length || keys.some((key) => !["props", "headers", "status"].includes(key))) return false
  const { props = {}, headers = {}, status = 200 } = result as Record<string, unknown>
  return typeof props === "object" && typeof headers === "object" && typeof status === "number"
}

function redirectOf(status: number, { location, ...rest }: OutgoingHeaders) {
  if (![301, 302, 307, 308].includes(status) || typeof location !== "string") {
    throw new TypeError(
      `load returned the status ${status} with ${location === undefined ? "no location" : `the location ${JSON.stringify(location)}`}. ` +
        "A page that is elsewhere is 301, 302, 307 or 308 with one location, a path of this site. " +
        "For 303 a page has 302, and a 304 is made of the ETag by whatever serves the page.",
    )
  }
  return outcome(redirect(withoutPathPrefix(location), status as RedirectStatus), rest)
}

/** By lower-case names. An array of values becomes several headers, as cookies require. */
function outgoingHeaders(given: object): OutgoingHeaders {
  if (!isPlain(given)) {
    throw new TypeError(`load returned headers that are no plain object, but ${typeName(given)}.`)
  }
  const headers: Record<string, string | readonly string[]> = {}
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue
    const values = Array.isArray(value) ? value.map(String) : String(value)
    assertHeader(name, [values].flat())
    headers[name.toLowerCase()] = values
  }
  return headers
}

/** Node refuses them when the response is written, where the error would name neither the page nor the header. */
function assertHeader(name: string, values: readonly string[]): void {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    throw new TypeError(
      `load returned a header by the name ${JSON.stringify(name)}. A name has letters, digits and "-".`,
    )
  }
  if (values.some((value) => /[^\t\x20-\x7e\x80-\xff]/.test(value))) {
    throw new TypeError(
      `load returned the header ${name} with a character that no header can hold. Percent-encode it.`,
    )
  }
}
