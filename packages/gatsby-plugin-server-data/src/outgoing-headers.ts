/** Response headers that the site sets in the result of `load` or in an HTTP error. */
import { isPlain, typeName } from "./serializable"

/** Response headers by name. For an array, the server sends one header for each value, as `Set-Cookie` requires. */
export type OutgoingHeaders = Readonly<Record<string, string | readonly string[]>>

/**
 * Returns the headers with their names in lower case. Omits headers whose value is undefined or null. If two names
 * differ only in case, the later header replaces the earlier one.
 * @param subject the start of the error message, such as "load returned"
 * @throws TypeError if `given` is not a plain object, or if Node cannot send a header
 */
export function outgoingHeaders(given: object, subject: string): OutgoingHeaders {
  if (typeof given !== "object" || given === null || !isPlain(given)) {
    throw new TypeError(`${subject} headers that are not a plain object, but ${typeName(given)}.`)
  }
  const headers: Record<string, string | readonly string[]> = {}
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue
    const values = Array.isArray(value) ? value.map(String) : String(value)
    assertHeader(name, [values].flat(), subject)
    headers[name.toLowerCase()] = values
  }
  return headers
}

/** Refuses an invalid header early. Node would refuse it only while writing the response, without naming the page. */
function assertHeader(name: string, values: readonly string[], subject: string): void {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    throw new TypeError(
      `${subject} a header with the name ${JSON.stringify(name)}, which is not a valid header name.`,
    )
  }
  if (values.some((value) => /[^\t\x20-\x7e\x80-\xff]/.test(value))) {
    throw new TypeError(
      `${subject} the header ${name} with a character that a header cannot contain. Percent-encode it.`,
    )
  }
}
